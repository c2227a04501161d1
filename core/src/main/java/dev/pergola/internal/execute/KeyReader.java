package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.KeyProof;
import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.Field;
import dev.pergola.model.Index;
import dev.pergola.model.ModelType;
import dev.pergola.model.SecondaryIndex;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.SortCondition;
import dev.pergola.storage.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the key arguments of one kind of listing (spec: runtime A6, A9): the partition, the sort
 * key's condition and the direction.
 */
final class KeyReader {

  private final ModelType model;
  private final @Nullable Index index;
  private final Field partition;
  private final List<Field> sort;
  private final String sortArgument;

  private KeyReader(ModelType model, @Nullable Index index, List<Field> keyFields) {
    this.model = model;
    this.index = index;
    this.partition = keyFields.get(0);
    this.sort = keyFields.subList(1, keyFields.size());
    this.sortArgument =
        sort.size() > 1 ? joinedName(sort) : sort.isEmpty() ? "" : sort.get(0).name();
  }

  /** A reader for listings of the model by its own key. */
  static KeyReader of(ModelType model) {
    return new KeyReader(model, null, model.keyFields());
  }

  /** A reader for queries of an index. */
  static KeyReader of(ModelType model, SecondaryIndex index) {
    return new KeyReader(model, index.index(), index.keyFields());
  }

  /** The condition that only this key fulfils, or all keys of which it is the whole sort key. */
  static KeyCondition exactly(RowKey key) {
    return new KeyCondition(
        key.partition(),
        key.sort()
            .<SortCondition>map(value -> new SortCondition.Compare(Comparison.EQ, value))
            .orElse(SortCondition.any()));
  }

  /** The name of the argument for a sort key of several fields: {@code dateSeq}. */
  static String joinedName(List<Field> sort) {
    StringBuilder name = new StringBuilder();
    for (Field field : sort) {
      String part = field.name();
      String first = part.substring(0, 1);
      name.append(name.isEmpty() ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT))
          .append(part.substring(1));
    }
    return name.toString();
  }

  /** The part of the table or index that these arguments name. */
  ListingKey read(Map<String, Object> arguments, Behavior behavior) {
    if (behavior == Behavior.APPSYNC && sort.isEmpty() && arguments.get("sortDirection") != null) {
      throw ClientErrors.sortDirectionWithoutSortKey();
    }
    Object value = Inputs.stored(partition, arguments.get(partition.name()));
    Object direction = arguments.get("sortDirection");
    Map<?, ?> sent = arguments.get(sortArgument) instanceof Map<?, ?> map ? map : null;
    Row.Builder given = Row.builder(model.table());
    if (value == null) {
      checkWithoutPartition(direction, sent);
      return new ListingKey(null, null, false, new KeyProof(given.build(), Set.of()));
    }
    Inputs.checkKeyPart(partition, value, true);
    given.set(partition.position(), value);
    Set<Column> ranged = new HashSet<>();
    SortCondition condition = condition(sent == null ? Map.of() : sent, given, ranged);
    return new ListingKey(
        index,
        new KeyCondition(value, condition),
        "DESC".equals(direction),
        new KeyProof(given.build(), ranged));
  }

  /** In the order of the original; a sort key that asks nothing needs the partition as well. */
  private void checkWithoutPartition(@Nullable Object direction, @Nullable Map<?, ?> sortKey) {
    if (direction != null) {
      throw ClientErrors.sortDirectionWithoutKey(partition.name());
    }
    if (sortKey != null) {
      throw sort.size() > 1
          ? ClientErrors.joinedSortKeyWithoutKey(sortArgument, partition.name())
          : ClientErrors.sortKeyWithoutKey(sortArgument, partition.name());
    }
  }

  private SortCondition condition(Map<?, ?> operators, Row.Builder given, Set<Column> ranged) {
    List<? extends Map.Entry<?, ?>> asked =
        operators.entrySet().stream().filter(entry -> entry.getValue() != null).toList();
    if (asked.isEmpty()) {
      return SortCondition.any();
    }
    if (asked.size() > 1) {
      throw sort.size() > 1
          ? ClientErrors.severalKeyConditions(sortArgument)
          : ClientErrors.badKeyCondition(sortArgument, "takes one operator only.");
    }
    String operator = String.valueOf(asked.get(0).getKey());
    Object operand = asked.get(0).getValue();
    if (operator.equals("eq") && pins(operand, given)) {
      return new SortCondition.Compare(Comparison.EQ, operand(operator, operand));
    }
    sort.forEach(field -> ranged.add(field.column()));
    return switch (operator) {
      case "between" -> between(operand);
      case "beginsWith" -> new SortCondition.BeginsWith((String) operand(operator, operand));
      default ->
          new SortCondition.Compare(
              Comparison.valueOf(operator.toUpperCase(Locale.ROOT)), operand(operator, operand));
    };
  }

  /** Notes the values of the sort fields if the operand gives them all. */
  private boolean pins(Object operand, Row.Builder given) {
    if (sort.size() == 1) {
      given.set(sort.get(0).position(), Inputs.stored(sort.get(0), operand));
      return true;
    }
    Map<?, ?> parts = (Map<?, ?>) operand;
    boolean whole = sort.stream().allMatch(field -> parts.get(field.name()) != null);
    if (whole) {
      sort.forEach(
          field -> given.set(field.position(), Inputs.stored(field, parts.get(field.name()))));
    }
    return whole;
  }

  private SortCondition between(Object operand) {
    if (!(operand instanceof List<?> bounds) || bounds.size() != 2) {
      throw sort.size() > 1
          ? ClientErrors.betweenWithoutTwo(sortArgument)
          : ClientErrors.badKeyCondition(sortArgument, "between expects exactly two elements.");
    }
    Object low = operand("between[0]", bounds.get(0));
    Object high = operand("between[1]", bounds.get(1));
    if (Values.compare(low, high) > 0) {
      throw ClientErrors.badKeyCondition(sortArgument, "between requires the lower bound first.");
    }
    return new SortCondition.Between(low, high);
  }

  private Object operand(String operator, @Nullable Object sent) {
    Object value = sort.size() > 1 ? joined(operator, sent) : single(operator, sent);
    if (value instanceof String text) {
      Inputs.checkSortKey(sortArgument, text);
    }
    return value;
  }

  private Object single(String operator, @Nullable Object sent) {
    Field field = sort.get(0);
    Object value = operator.equals("beginsWith") ? sent : Inputs.stored(field, sent);
    if (value == null) {
      throw ClientErrors.badKeyCondition(sortArgument, operator + " does not take null.");
    }
    return value;
  }

  /** The leading parts as one text; one may be left out only with all that come after it. */
  private String joined(String operator, @Nullable Object sent) {
    Map<?, ?> parts = sent instanceof Map<?, ?> map ? map : Map.of();
    // From the last part on, as the original: what is missing is the one right before.
    for (int i = sort.size() - 1; i > 0; i--) {
      String part = sort.get(i).name();
      String before = sort.get(i - 1).name();
      if (parts.get(part) != null && parts.get(before) == null) {
        String place = sortArgument + "." + operator + ".";
        throw ClientErrors.keyPartWithoutKeyPart(place + part, place + before);
      }
    }
    List<Object> values = new ArrayList<>();
    for (Field field : sort) {
      Object value = Inputs.stored(field, parts.get(field.name()));
      if (value != null) {
        values.add(value);
      }
    }
    return RowKey.joined(values);
  }
}
