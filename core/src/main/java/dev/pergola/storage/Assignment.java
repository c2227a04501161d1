package dev.pergola.storage;

import dev.pergola.model.Column;
import org.jspecify.annotations.Nullable;

/**
 * One column of an update.
 *
 * @param column what changes; never a part of the primary key
 * @param value the new value, or null to take the column out of the row
 */
public record Assignment(Column column, @Nullable Object value) {}
