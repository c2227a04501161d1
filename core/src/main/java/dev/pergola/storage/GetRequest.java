package dev.pergola.storage;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one row by its whole key.
 *
 * @param table where to look
 * @param key the whole primary key
 * @param columns the columns that the caller looks at; what the row has in others means nothing.
 *     Null for all
 */
public record GetRequest(Table table, RowKey key, @Nullable Set<Column> columns) {

  public GetRequest {
    columns = columns == null ? null : Set.copyOf(columns);
  }

  /** A request for the whole row. */
  public GetRequest(Table table, RowKey key) {
    this(table, key, null);
  }
}
