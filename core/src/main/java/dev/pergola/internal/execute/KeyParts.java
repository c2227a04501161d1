package dev.pergola.internal.execute;

import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.Key;
import dev.pergola.model.ModelType;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a record from another whose sort values read the same when they are joined, as {@code a#b},
 * {@code c} and {@code a}, {@code b#c} do. The original takes one for the other.
 */
final class KeyParts {

  private KeyParts() {}

  /** What the record at a key has to fulfil to be the one that is meant. */
  static Filter of(ModelType model, RowKey key, Behavior behavior) {
    List<Column> sort = model.table().key().sort();
    if (behavior == Behavior.APPSYNC || sort.size() < 2 || !ambiguous(key)) {
      return Filter.all();
    }
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < sort.size(); i++) {
      parts.add(new Filter.Compare(sort.get(i), Comparison.EQ, key.values().get(i + 1)));
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
}
