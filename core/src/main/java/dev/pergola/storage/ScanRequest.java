package dev.pergola.storage;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one page of all rows of a table.
 *
 * @param table where to look
 * @param filter what a row must fulfil; {@link Filter#all()} for every row
 * @param page how much, and from where
 * @param columns the columns that the caller looks at, beside those of the filter; what a row has
 *     in others means nothing. Null for all
 */
public record ScanRequest(
    Table table, Filter filter, PageRequest page, @Nullable Set<Column> columns) {

  public ScanRequest {
    columns = columns == null ? null : Set.copyOf(columns);
  }

  /** A request for whole rows. */
  public ScanRequest(Table table, Filter filter, PageRequest page) {
    this(table, filter, page, null);
  }
}
