package dev.pergola.internal.execute;

import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.ModelType;
import dev.pergola.model.Projection;
import dev.pergola.model.Table;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a record from another whose sort values read the same when they are joined, as {@code a#b},
 * {@code c} and {@code a}, {@code b#c} do. The original takes one for the other.
 */
final class KeyParts {

  private KeyParts() {}

  /** What the record at a key has to fulfil to be the one that is meant. */
  static Filter of(ModelType model, RowKey key, Behavior behavior) {
    return of(model.table(), null, key, behavior);
  }

  /**
   * What the records at a key have to fulfil to be those that are meant, as far as they tell.
   *
   * @param index the index that they are found through; null for the table's own key
   * @param key the whole key there
   */
  static Filter of(Table table, @Nullable Index index, RowKey key, Behavior behavior) {
    Key columns = index == null ? table.key() : index.key();
    if (behavior == Behavior.APPSYNC || !columns.joined() || !ambiguous(key)) {
      return Filter.all();
    }
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < columns.sort().size(); i++) {
      Column column = columns.sort().get(i);
      if (index == null || holds(index, table, column)) {
        parts.add(new Filter.Compare(column, Comparison.EQ, key.values().get(i + 1)));
      }
    }
    return Filter.and(parts);
  }

  /** The record found at a key, if it is the one that is meant. */
  static Optional<Row> meant(Optional<Row> found, ModelType model, RowKey key, Behavior behavior) {
    Filter parts = of(model, key, behavior);
    return parts.equals(Filter.all()) ? found : found.filter(parts.toPredicate());
  }

  /** Where no part holds the separator, no other record's parts can read the same. */
  private static boolean ambiguous(RowKey key) {
    return key.values().stream()
        .anyMatch(value -> value instanceof String text && text.contains(Key.SEPARATOR));
  }

  /** Of a joined sort key an index holds the joined text; its parts only if it is made to. */
  private static boolean holds(Index index, Table table, Column column) {
    return index.projection().kind() == Projection.Kind.ALL
        || index.projection().columns().contains(column.name())
        || index.key().partition().equals(column)
        || table.key().contains(column);
  }
}
