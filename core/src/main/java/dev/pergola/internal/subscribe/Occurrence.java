package dev.pergola.internal.subscribe;

import dev.pergola.storage.Row;
import org.jspecify.annotations.Nullable;

/**
 * An event as the subscriptions of one topic see it.
 *
 * @param stored the record as it is stored; a row without columns where there is none
 * @param shown the event as it is shown
 * @param payload what is rendered
 * @param bytes about how much memory it takes while it waits
 */
public record Occurrence(Row stored, Row shown, @Nullable Object payload, long bytes) {}
