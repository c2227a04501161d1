package dev.pergola.internal.execute;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Field;
import dev.pergola.model.Key;
import dev.pergola.model.ModelType;
import dev.pergola.model.Table;
import dev.pergola.request.Limits;
import dev.pergola.storage.AttributeType;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import dev.pergola.storage.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a coerced {@code filter} or {@code condition} argument into a {@link Filter} (spec: runtime
 * A8). Entries of one object, and operators of one entry, are all required; nulls in place of an
 * object ask nothing. Used once, by one thread.
 */
final class FilterReader {

  private final Function<String, Optional<Column>> columns;
  private final Limits limits;
  private final boolean ofEvents;
  private int conditions;
  private int chars;

  private FilterReader(
      Function<String, Optional<Column>> columns, Limits limits, boolean ofEvents) {
    this.columns = columns;
    this.limits = limits;
    this.ofEvents = ofEvents;
  }

  /** The filter in this argument; {@link Filter#all()} when there is none. */
  static Filter read(@Nullable Object argument, ModelType model, Limits limits) {
    return new FilterReader(of(model), limits, false).object(argument, 1);
  }

  /**
   * The filter of a subscription (spec: runtime D). There what an event does not hold is not
   * unequal to anything either.
   */
  static Filter readOfEvents(@Nullable Object argument, ModelType model, Limits limits) {
    return new FilterReader(of(model), limits, true).object(argument, 1);
  }

  /** The same about these columns, by name. */
  static Filter readOfEvents(Map<?, ?> filter, Map<String, Column> columns, Limits limits) {
    return new FilterReader(name -> Optional.ofNullable(columns.get(name)), limits, true)
        .object(filter, 1);
  }

  private static Function<String, Optional<Column>> of(ModelType model) {
    return name -> model.field(name).map(Field::column);
  }

  private Filter object(@Nullable Object argument, int depth) {
    if (!(argument instanceof Map<?, ?> entries)) {
      return Filter.all();
    }
    if (depth > limits.maxFilterDepth()) {
      throw ClientErrors.filterTooLarge("levels", limits.maxFilterDepth());
    }
    List<Filter> parts = new ArrayList<>(entries.size());
    entries.forEach((name, value) -> parts.add(entry(String.valueOf(name), value, depth)));
    return Filter.and(parts);
  }

  private Filter entry(String name, @Nullable Object value, int depth) {
    if (value == null) {
      return Filter.all();
    }
    return switch (name) {
      case "and" -> Filter.and(objects(value, depth));
      case "or" -> either(objects(value, depth));
      case "not" -> not(value, depth);
      default -> field(name, value);
    };
  }

  private List<Filter> objects(Object value, int depth) {
    List<?> list = value instanceof List<?> many ? many : List.of(value);
    return list.stream().filter(Objects::nonNull).map(part -> object(part, depth + 1)).toList();
  }

  /**
   * An {@code or} without alternatives asks nothing, though a logical "one of none" would be false.
   */
  private static Filter either(List<Filter> parts) {
    return parts.isEmpty() || parts.contains(Filter.all()) ? Filter.all() : new Filter.Or(parts);
  }

  private Filter not(Object value, int depth) {
    Filter part = object(value, depth + 1);
    return part.equals(Filter.all()) ? part : new Filter.Not(part);
  }

  private Filter field(String name, Object operators) {
    return columns
        .apply(name)
        .map(column -> operators(column, operators))
        .orElseGet(() -> absent(name, operators));
  }

  /**
   * A filter on a field that no record has: the original's schema offers {@code id} for every
   * model. It holds for every record or for none.
   */
  private Filter absent(String name, Object operators) {
    Column column = new Column(name, 0, ColumnType.STRING, false);
    Row without =
        Row.empty(new Table(name, List.of(column), new Key(column, List.of()), List.of()));
    return operators(column, operators).toPredicate().test(without)
        ? Filter.all()
        : new Filter.Or(List.of());
  }

  private Filter operators(Column column, Object operators) {
    List<Filter> parts = new ArrayList<>();
    ((Map<?, ?>) operators)
        .forEach(
            (operator, operand) -> parts.add(operator(column, String.valueOf(operator), operand)));
    return Filter.and(parts);
  }

  private Filter operator(Column column, String operator, @Nullable Object operand) {
    if (++conditions > limits.maxFilterConditions()) {
      throw ClientErrors.filterTooLarge("conditions", limits.maxFilterConditions());
    }
    if (ofEvents) {
      keep(operand);
    }
    return switch (operator) {
      case "eq" -> new Filter.Compare(column, Comparison.EQ, stored(operand));
      case "ne" -> held(column, new Filter.Compare(column, Comparison.NE, stored(operand)));
      case "lt", "le", "gt", "ge" ->
          new Filter.Compare(column, comparison(operator), required(column, operator, operand));
      case "between" -> between(column, operand);
      case "beginsWith" ->
          new Filter.BeginsWith(column, String.valueOf(required(column, operator, operand)));
      case "contains" -> new Filter.Contains(column, required(column, operator, operand));
      case "notContains" ->
          held(
              column,
              new Filter.Not(new Filter.Contains(column, required(column, operator, operand))));
      case "in" -> in(column, operator, operand);
      case "notIn" -> held(column, new Filter.Not(in(column, operator, operand)));
      case "attributeExists" ->
          operand instanceof Boolean expected ? new Filter.Exists(column, expected) : Filter.all();
      case "attributeType" ->
          operand instanceof String type
              ? new Filter.TypeIs(column, attributeType(type))
              : Filter.all();
      case "size" -> size(column, operand);
      default -> throw new IllegalStateException("The schema has an operator " + operator);
    };
  }

  /** Filters of requests are soon forgotten; those of subscriptions are kept. */
  private void keep(@Nullable Object operand) {
    if (operand instanceof Collection<?> many) {
      many.forEach(this::keep);
    } else if (operand != null) {
      chars += String.valueOf(operand).length();
    }
    if (chars > limits.maxEventFilterChars()) {
      throw ClientErrors.filterTooLarge("characters", limits.maxEventFilterChars());
    }
  }

  private Filter in(Column column, String operator, @Nullable Object operand) {
    List<?> values = operand instanceof List<?> list ? list : Collections.singletonList(operand);
    if (values.size() > limits.maxInValues()) {
      throw ClientErrors.filterTooLarge("values in '" + operator + "'", limits.maxInValues());
    }
    conditions += values.size();
    if (conditions > limits.maxFilterConditions()) {
      throw ClientErrors.filterTooLarge("conditions", limits.maxFilterConditions());
    }
    List<Filter> parts = new ArrayList<>(values.size());
    for (Object value : values) {
      Object one = required(column, operator, value);
      parts.add(
          column.list()
              ? new Filter.Contains(column, one)
              : new Filter.Compare(column, Comparison.EQ, one));
    }
    return new Filter.Or(parts);
  }

  /** Of events, a condition that takes a value to be true. */
  private Filter held(Column column, Filter condition) {
    return ofEvents ? Filter.and(List.of(new Filter.Exists(column, true), condition)) : condition;
  }

  private Filter between(Column column, @Nullable Object operand) {
    Bounds bounds = bounds(column, operand);
    return new Filter.Between(column, bounds.low(), bounds.high());
  }

  private Filter size(Column column, @Nullable Object operand) {
    if (!(operand instanceof Map<?, ?> operators)) {
      return Filter.all();
    }
    List<Filter> parts = new ArrayList<>();
    operators.forEach(
        (operator, value) -> {
          if (operator.equals("between")) {
            Bounds bounds = bounds(column, value);
            parts.add(new Filter.Size(column, Comparison.GE, ((Number) bounds.low()).longValue()));
            parts.add(new Filter.Size(column, Comparison.LE, ((Number) bounds.high()).longValue()));
          } else {
            String name = String.valueOf(operator);
            Number length = (Number) required(column, "size." + name, value);
            parts.add(new Filter.Size(column, comparison(name), length.longValue()));
          }
        });
    return Filter.and(parts);
  }

  private static Bounds bounds(Column column, @Nullable Object operand) {
    if (!(operand instanceof List<?> list) || list.size() != 2) {
      throw ClientErrors.badFilter(column.name(), "between", "expects exactly two elements.");
    }
    Object low = required(column, "between", list.get(0));
    Object high = required(column, "between", list.get(1));
    if (Values.compare(low, high) > 0) {
      throw ClientErrors.badFilter(column.name(), "between", "requires the lower bound first.");
    }
    return new Bounds(low, high);
  }

  private static Object required(Column column, String operator, @Nullable Object operand) {
    Object stored = stored(operand);
    if (stored == null) {
      throw ClientErrors.badFilter(column.name(), operator, "does not take null.");
    }
    return stored;
  }

  /** Operands come as the engine coerces them; stored whole numbers are longs. */
  private static @Nullable Object stored(@Nullable Object operand) {
    if (operand instanceof Integer number) {
      return number.longValue();
    }
    if (operand instanceof List<?> list) {
      List<@Nullable Object> stored = new ArrayList<>(list.size());
      list.forEach(element -> stored.add(stored(element)));
      return Collections.unmodifiableList(stored);
    }
    return operand;
  }

  private static Comparison comparison(String operator) {
    return Comparison.valueOf(operator.toUpperCase(Locale.ROOT));
  }

  private static AttributeType attributeType(String name) {
    for (AttributeType type : AttributeType.values()) {
      if (type.graphqlName().equals(name)) {
        return type;
      }
    }
    throw new IllegalStateException("The schema has an attribute type " + name);
  }

  private record Bounds(Object low, Object high) {}
}
