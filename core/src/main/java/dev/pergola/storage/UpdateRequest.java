package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * Asks to change some columns of one row.
 *
 * @param table where
 * @param key the whole primary key
 * @param assignments the columns to set or take out; columns not named stay as they are
 * @param condition what must hold for the row that has this key now
 * @param maxRowBytes how large the row may be afterwards, as {@link RowSize} counts; only the store
 *     knows the rest of the row
 */
public record UpdateRequest(
    Table table, RowKey key, List<Assignment> assignments, Filter condition, long maxRowBytes)
    implements WriteRequest {

  public UpdateRequest {
    assignments = List.copyOf(assignments);
  }

  /** An update that does not bound the size of the row. */
  public UpdateRequest(Table table, RowKey key, List<Assignment> assignments, Filter condition) {
    this(table, key, assignments, condition, Long.MAX_VALUE);
  }

  /** An update that only succeeds when the row is there and {@code condition} holds for it. */
  public static UpdateRequest existing(
      Table table, RowKey key, List<Assignment> assignments, Filter condition) {
    Filter present = new Filter.Exists(table.key().partition(), true);
    return new UpdateRequest(table, key, assignments, Filter.and(List.of(present, condition)));
  }

  /** The same update, which fails when it would make the row larger than this. */
  public UpdateRequest within(long maxBytes) {
    return new UpdateRequest(table, key, assignments, condition, maxBytes);
  }
}
