package dev.pergola.storage;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for many rows of one table by their whole keys.
 *
 * @param table where to look
 * @param keys the whole primary keys; may be any number, and may repeat
 * @param columns the columns that the caller looks at; what rows have in others mean nothing. Null
 *     for all
 */
public record GetAllRequest(Table table, List<RowKey> keys, @Nullable Set<Column> columns) {
  public GetAllRequest {
    keys = List.copyOf(keys);
    columns = columns == null ? null : Set.copyOf(columns);
  }

  /** A request for whole rows. */
  public GetAllRequest(Table table, List<RowKey> keys) {
    this(table, keys, null);
  }
}
