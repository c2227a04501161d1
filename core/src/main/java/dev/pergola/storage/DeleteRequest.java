package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * Asks to remove one row.
 *
 * @param table where
 * @param key the whole primary key
 * @param condition what must hold for the row that has this key now
 */
public record DeleteRequest(Table table, RowKey key, Filter condition) implements WriteRequest {

  /** A delete that only succeeds when the row is there and {@code condition} holds for it. */
  public static DeleteRequest existing(Table table, RowKey key, Filter condition) {
    Filter present = new Filter.Exists(table.key().partition(), true);
    return new DeleteRequest(table, key, Filter.and(List.of(present, condition)));
  }
}
