package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.KeyProof;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.SortCondition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a table or index a listing reads.
 *
 * @param index the index to go through; null for the table's own key
 * @param condition which part of the key; null for the whole table
 * @param descending whether the greatest sort key comes first
 * @param proof what the arguments say of the key, for rules about its fields
 */
record ListingKey(
    @Nullable Index index, @Nullable KeyCondition condition, boolean descending, KeyProof proof) {

  /** The fields that tell which records are read, and in which order. */
  List<String> fields(Table table) {
    if (condition == null) {
      return List.of();
    }
    Key parts = index == null ? table.key() : index.key();
    List<String> names = new ArrayList<>();
    names.add(parts.partition().name());
    parts.sort().forEach(column -> names.add(column.name()));
    return names;
  }

  /** The whole key in which sort values are joined, if the arguments name one; else null. */
  @Nullable RowKey joined(Table table) {
    Key parts = index == null ? table.key() : index.key();
    boolean whole =
        condition != null
            && condition.sort() instanceof SortCondition.Compare compare
            && compare.comparison() == Comparison.EQ
            && proof.ranged().isEmpty();
    return whole && parts.joined() ? RowKey.of(parts, proof.given()) : null;
  }

  /** What tells it from other parts and directions, for a token. */
  String text() {
    return condition + " " + descending;
  }
}
