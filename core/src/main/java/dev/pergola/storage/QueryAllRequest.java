package dev.pergola.storage;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of each of many partitions: the children of many parents in one call. What is
 * said of {@link QueryRequest} holds for each part.
 *
 * @param table where to look
 * @param index the index to go through, or null for the table's own key
 * @param parts which partitions, and how much of each; may be any number
 * @param descending whether the greatest sort key comes first
 * @param filter what a row of any part must fulfil besides; {@link Filter#all()} for every row
 * @param maxExamined most rows to look at in all parts together; a part that comes when they are
 *     used up still looks at one row, so that its page has a next one exactly if more may follow
 * @param columns the columns that the caller looks at, beside those of the filter; what a row has
 *     in others means nothing. Null for all
 */
public record QueryAllRequest(
    Table table,
    @Nullable Index index,
    List<Part> parts,
    boolean descending,
    Filter filter,
    int maxExamined,
    @Nullable Set<Column> columns) {

  public QueryAllRequest {
    parts = List.copyOf(parts);
    columns = columns == null ? null : Set.copyOf(columns);
  }

  /** A request for whole rows. */
  public QueryAllRequest(
      Table table,
      @Nullable Index index,
      List<Part> parts,
      boolean descending,
      Filter filter,
      int maxExamined) {
    this(table, index, parts, descending, filter, maxExamined, null);
  }

  /** The key that the queries go by. */
  public Key key() {
    return index == null ? table.key() : index.key();
  }

  /** What a row of one of the parts must fulfil, beside its key. */
  public Filter filter(Part part) {
    return Filter.and(List.of(filter, part.filter()));
  }

  /**
   * One partition.
   *
   * @param condition the partition, and what the sort key must fulfil
   * @param page how much of it, and from where
   * @param filter what a row of this part must fulfil besides
   */
  public record Part(KeyCondition condition, PageRequest page, Filter filter) {

    /** A part whose rows must fulfil what those of all parts must. */
    public Part(KeyCondition condition, PageRequest page) {
      this(condition, page, Filter.all());
    }
  }
}
