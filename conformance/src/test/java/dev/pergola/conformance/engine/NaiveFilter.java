package dev.pergola.conformance.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The filter language as it reads in the spec (runtime A8), on records as maps: what is absent has
 * no entry.
 */
final class NaiveFilter {

  private NaiveFilter() {}

  /**
   * What this argument asks of a record.
   *
   * @throws IllegalArgumentException if an operand is none
   */
  static Predicate<Map<String, @Nullable Object>> of(@Nullable Object argument) {
    Predicate<Map<String, @Nullable Object>> asked = object(argument);
    return asked == null ? record -> true : asked;
  }

  /** Null when the object imposes nothing. */
  private static @Nullable Predicate<Map<String, @Nullable Object>> object(
      @Nullable Object argument) {
    if (!(argument instanceof Map<?, ?> entries)) {
      return null;
    }
    List<@Nullable Predicate<Map<String, @Nullable Object>>> parts = new ArrayList<>();
    entries.forEach((name, value) -> parts.add(entry(String.valueOf(name), value)));
    return all(parts);
  }

  private static @Nullable Predicate<Map<String, @Nullable Object>> entry(
      String name, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    switch (name) {
      case "and" -> {
        return all(objects(value));
      }
      case "or" -> {
        var parts = objects(value);
        if (parts.isEmpty() || parts.contains(null)) {
          return null;
        }
        return record -> parts.stream().anyMatch(part -> part.test(record));
      }
      case "not" -> {
        var part = object(value);
        return part == null ? null : part.negate();
      }
      default -> {
        List<@Nullable Predicate<Map<String, @Nullable Object>>> parts = new ArrayList<>();
        ((Map<?, ?>) value)
            .forEach(
                (operator, operand) -> parts.add(test(name, String.valueOf(operator), operand)));
        return all(parts);
      }
    }
  }

  private static List<@Nullable Predicate<Map<String, @Nullable Object>>> objects(Object value) {
    List<@Nullable Predicate<Map<String, @Nullable Object>>> parts = new ArrayList<>();
    for (Object part : value instanceof Collection<?> many ? many : List.of(value)) {
      if (part != null) {
        parts.add(object(part));
      }
    }
    return parts;
  }

  private static @Nullable Predicate<Map<String, @Nullable Object>> all(
      List<@Nullable Predicate<Map<String, @Nullable Object>>> parts) {
    return parts.stream().filter(Objects::nonNull).reduce(Predicate::and).orElse(null);
  }

  private static @Nullable Predicate<Map<String, @Nullable Object>> test(
      String field, String operator, @Nullable Object operand) {
    switch (operator) {
      case "eq":
        return record -> record.containsKey(field) && NaiveKeys.equal(record.get(field), operand);
      case "ne":
        return record ->
            !(record.containsKey(field) && NaiveKeys.equal(record.get(field), operand));
      case "attributeExists":
        return operand == null ? null : record -> record.containsKey(field) == (boolean) operand;
      case "attributeType":
        return operand == null
            ? null
            : record -> record.containsKey(field) && operand.equals(type(record.get(field)));
      case "size":
        return operand == null ? null : size(field, (Map<?, ?>) operand);
      case "between":
        bounds(operand);
        return record -> between(record.get(field), operand);
      default:
        Object given = Objects.requireNonNullElseGet(operand, NaiveFilter::none);
        return record -> holds(record.get(field), operator, given);
    }
  }

  private static boolean holds(@Nullable Object value, String operator, Object operand) {
    return switch (operator) {
      case "contains" -> contains(value, operand);
      case "notContains" -> !contains(value, operand);
      case "beginsWith" -> value instanceof String text && text.startsWith((String) operand);
      default -> ordered(value, operator, operand);
    };
  }

  private static boolean ordered(@Nullable Object value, String operator, Object operand) {
    if (!NaiveKeys.comparable(value, operand)) {
      return false;
    }
    int order = NaiveKeys.compare(Objects.requireNonNull(value), operand);
    return switch (operator) {
      case "eq" -> order == 0;
      case "ne" -> order != 0;
      case "lt" -> order < 0;
      case "le" -> order <= 0;
      case "gt" -> order > 0;
      case "ge" -> order >= 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static boolean contains(@Nullable Object value, Object operand) {
    if (value instanceof String text) {
      return operand instanceof String part && text.contains(part);
    }
    return value instanceof List<?> list
        && list.stream().anyMatch(element -> NaiveKeys.equal(element, operand));
  }

  private static @Nullable Predicate<Map<String, @Nullable Object>> size(
      String field, Map<?, ?> operators) {
    List<@Nullable Predicate<Map<String, @Nullable Object>>> parts = new ArrayList<>();
    operators.forEach(
        (name, operand) -> {
          if (name.equals("between")) {
            bounds(operand);
            parts.add(record -> between(length(record.get(field)), operand));
          } else {
            Object given = Objects.requireNonNullElseGet(operand, NaiveFilter::none);
            parts.add(record -> ordered(length(record.get(field)), String.valueOf(name), given));
          }
        });
    return all(parts);
  }

  private static boolean between(@Nullable Object value, @Nullable Object bounds) {
    List<?> both = (List<?>) Objects.requireNonNull(bounds);
    return ordered(value, "ge", Objects.requireNonNull(both.get(0)))
        && ordered(value, "le", Objects.requireNonNull(both.get(1)));
  }

  private static void bounds(@Nullable Object operand) {
    if (!(operand instanceof List<?> both)
        || both.size() != 2
        || both.stream().anyMatch(Objects::isNull)
        || NaiveKeys.compare(both.get(0), both.get(1)) > 0) {
      throw new IllegalArgumentException("no bounds");
    }
  }

  private static @Nullable Long length(@Nullable Object value) {
    if (value instanceof String text) {
      return text.codePoints().count();
    }
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    return value instanceof List<?> list ? (long) list.size() : null;
  }

  private static String type(@Nullable Object value) {
    if (value == null) {
      return "_null";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    return value instanceof Map ? "map" : "list";
  }

  private static Object none() {
    throw new IllegalArgumentException("no operand");
  }
}
