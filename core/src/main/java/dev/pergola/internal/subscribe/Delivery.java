package dev.pergola.internal.subscribe;

import dev.pergola.request.DataResponse;

/**
 * What waits in a queue; one object in those of all that read the same.
 *
 * @param bytes about how much memory it takes
 */
record Delivery(DataResponse response, long bytes) {}
