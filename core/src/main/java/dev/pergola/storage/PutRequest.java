package dev.pergola.storage;

import dev.pergola.model.Table;
import java.util.List;

/**
 * Asks to write one whole row.
 *
 * @param table where
 * @param row the row with every part of its primary key
 * @param condition what must hold for the row that has this key now
 */
public record PutRequest(Table table, Row row, Filter condition) implements WriteRequest {

  /**
   * {@inheritDoc}
   *
   * @throws StoreException if the row lacks a part of it, as {@link Store#put} fails then
   */
  @Override
  public RowKey key() {
    try {
      return RowKey.of(table.key(), row);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "Table '%s': the row to be put has not every part of the table's key; give all of it."
              .formatted(table.name()),
          e);
    }
  }

  /**
   * A put that only succeeds when no row has the key, and when {@code condition} holds for an
   * absent row.
   */
  public static PutRequest create(Table table, Row row, Filter condition) {
    Filter absent = new Filter.Exists(table.key().partition(), false);
    return new PutRequest(table, row, Filter.and(List.of(absent, condition)));
  }
}
