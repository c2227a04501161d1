package dev.pergola.internal.subscribe;

import dev.pergola.storage.Filter;

/**
 * What one subscription waits for. Those with equal interests are tested once.
 *
 * @param topic the subscription field
 * @param stored what the record must fulfil as it is stored
 * @param shown what must be fulfilled by the event as it is shown
 * @param rendering what is made of it
 */
public record Interest(String topic, Filter stored, Filter shown, Rendering rendering) {}
