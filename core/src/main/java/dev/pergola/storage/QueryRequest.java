package dev.pergola.storage;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one page of the rows of one partition, in the order of the sort key; rows of an index
 * with equal sort keys come in an order of the store's choice that does not change between pages.
 *
 * @param table where to look
 * @param index the index to go through, or null for the table's own key
 * @param condition the partition, and what the sort key must fulfil
 * @param descending whether the greatest sort key comes first
 * @param filter what a row must fulfil besides; {@link Filter#all()} for every row
 * @param page how much, and from where
 * @param columns the columns that the caller looks at, beside those of the filter; what a row has
 *     in others means nothing. Null for all
 */
public record QueryRequest(
    Table table,
    @Nullable Index index,
    KeyCondition condition,
    boolean descending,
    Filter filter,
    PageRequest page,
    @Nullable Set<Column> columns) {

  public QueryRequest {
    columns = columns == null ? null : Set.copyOf(columns);
  }

  /** A request for whole rows. */
  public QueryRequest(
      Table table,
      @Nullable Index index,
      KeyCondition condition,
      boolean descending,
      Filter filter,
      PageRequest page) {
    this(table, index, condition, descending, filter, page, null);
  }

  /** The key that the query goes by. */
  public Key key() {
    return index == null ? table.key() : index.key();
  }
}
