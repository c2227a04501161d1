package dev.pergola.internal.client;

import dev.pergola.client.Condition;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.internal.schema.SortArgument;
import dev.pergola.model.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key that a listing may go by.
 *
 * @param root the listing
 * @param fields the partition field, then the sort fields
 */
record ListKey(RootCall root, List<Field> fields) {

  /**
   * The key of a listing.
   *
   * @throws IllegalArgumentException if it goes by none
   */
  static ListKey of(RootCall root) {
    if (root.operation() instanceof RootOperation.OnIndex onIndex) {
      return new ListKey(root, onIndex.index().keyFields());
    }
    if (!root.model().explicitKey()) {
      throw new IllegalArgumentException(
          "%s goes by no key, since model '%s' has no identifier of its own; query an index."
              .formatted(root.field(), root.model().name()));
    }
    return new ListKey(root, root.model().keyFields());
  }

  /** A value of the partition field. */
  @Nullable Object partition(String field, Object value) {
    Field partition = fields.get(0);
    if (!partition.name().equals(field)) {
      throw new IllegalArgumentException(
          "%s goes by '%s', not by '%s'.".formatted(root.field(), partition.name(), field));
    }
    return InputValues.of(partition, value);
  }

  /** The argument that is about the sort key. */
  String sortArgument() {
    return SortArgument.name(sortFields())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no sort key, only '%s'."
                        .formatted(root.field(), fields.get(0).name())));
  }

  /** One operator on the sort key. */
  Map<String, @Nullable Object> sort(Condition condition) {
    Map<String, @Nullable Object> asked = condition.toMap();
    if (!asked.keySet().equals(Set.of(sortArgument()))
        || !(asked.get(sortArgument()) instanceof Map<?, ?> operators)) {
      throw new IllegalArgumentException(
          "%s takes one operator on its sort key '%s'; given %s."
              .formatted(root.field(), sortArgument(), condition));
    }
    Map<String, @Nullable Object> converted = new LinkedHashMap<>();
    operators.forEach((operator, operand) -> converted.put((String) operator, operand(operand)));
    return Collections.unmodifiableMap(converted);
  }

  private @Nullable Object operand(@Nullable Object given) {
    if (given instanceof Collection<?> bounds) {
      List<@Nullable Object> all = new ArrayList<>();
      bounds.forEach(bound -> all.add(operand(bound)));
      return all;
    }
    if (!(given instanceof Map<?, ?> parts)) {
      return InputValues.of(sortFields().get(0), given);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    parts.forEach(
        (name, value) ->
            values.put((String) name, InputValues.of(root.model(), (String) name, value)));
    return values;
  }

  private List<Field> sortFields() {
    return fields.subList(1, fields.size());
  }
}
