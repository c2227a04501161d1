package dev.pergola.storage;

import org.jspecify.annotations.Nullable;

/**
 * What one write did to one row.
 *
 * @param before the row as it was; null when there was none
 * @param after the row as it is now; null when it was removed
 */
public record Change(@Nullable Row before, @Nullable Row after) {}
