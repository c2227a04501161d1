package dev.pergola.conformance.engine;

import dev.pergola.model.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What keys and values are to a reader of the spec (runtime A8, A9), without any index. */
final class NaiveKeys {

  private NaiveKeys() {}

  /** Strings by their bytes, numbers by value. */
  static int compare(Object left, Object right) {
    return left instanceof String a && right instanceof String b
        ? Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8))
        : decimal(left).compareTo(decimal(right));
  }

  static boolean comparable(@Nullable Object left, @Nullable Object right) {
    return (left instanceof String && right instanceof String)
        || (left instanceof Number && right instanceof Number);
  }

  static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (comparable(left, right)) {
      return compare(Objects.requireNonNull(left), Objects.requireNonNull(right)) == 0;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      boolean equal = a.size() == b.size();
      for (int i = 0; equal && i < a.size(); i++) {
        equal = equal(a.get(i), b.get(i));
      }
      return equal;
    }
    return Objects.equals(left, right);
  }

  /** The records by this key, those of equal keys as they stood. */
  static Comparator<Map<String, @Nullable Object>> order(List<Field> key) {
    return (left, right) -> {
      int first = compare(value(left, key.get(0).name()), value(right, key.get(0).name()));
      return first != 0 || key.size() == 1 ? first : compare(sort(left, key), sort(right, key));
    };
  }

  /** Whether a record has a value for every part of a key. */
  static boolean has(Map<String, @Nullable Object> record, List<Field> key) {
    return key.stream().allMatch(field -> record.get(field.name()) != null);
  }

  /**
   * Whether two lists of as many parts are one key: from three parts on, all but one are joined.
   */
  static boolean same(
      List<? extends @Nullable Object> left, List<? extends @Nullable Object> right) {
    return equal(left.get(0), right.get(0))
        && (left.size() == 1
            || equal(joined(left.subList(1, left.size())), joined(right.subList(1, right.size()))));
  }

  static List<@Nullable Object> values(Map<String, @Nullable Object> record, List<Field> key) {
    return key.stream().<@Nullable Object>map(field -> record.get(field.name())).toList();
  }

  /**
   * The condition on the sort key; fails when it is none.
   *
   * @param operators the argument: one operator with its operand
   */
  static Predicate<Map<String, @Nullable Object>> condition(List<Field> key, Map<?, ?> operators) {
    List<? extends Map.Entry<?, ?>> asked =
        operators.entrySet().stream().filter(entry -> entry.getValue() != null).toList();
    if (asked.isEmpty()) {
      return record -> true;
    }
    if (asked.size() > 1) {
      throw new IllegalArgumentException("several conditions");
    }
    String operator = String.valueOf(asked.get(0).getKey());
    Object given = Objects.requireNonNull(asked.get(0).getValue());
    if (operator.equals("between")) {
      List<?> bounds = (List<?>) given;
      if (bounds.size() != 2) {
        throw new IllegalArgumentException("not two bounds");
      }
      Object low = operand(key, bounds.get(0));
      Object high = operand(key, bounds.get(1));
      if (compare(low, high) > 0) {
        throw new IllegalArgumentException("no range");
      }
      return record ->
          compare(sort(record, key), low) >= 0 && compare(sort(record, key), high) <= 0;
    }
    Object operand = operand(key, given);
    return record -> {
      Object sort = sort(record, key);
      return switch (operator) {
        case "eq" -> compare(sort, operand) == 0;
        case "lt" -> compare(sort, operand) < 0;
        case "le" -> compare(sort, operand) <= 0;
        case "gt" -> compare(sort, operand) > 0;
        case "ge" -> compare(sort, operand) >= 0;
        case "beginsWith" -> ((String) sort).startsWith((String) operand);
        default -> throw new IllegalArgumentException(operator);
      };
    };
  }

  private static Object operand(List<Field> key, @Nullable Object given) {
    Object operand = given;
    if (key.size() > 2) {
      Map<?, ?> parts = given instanceof Map<?, ?> map ? map : Map.of();
      List<?> values = key.subList(1, key.size()).stream().map(f -> parts.get(f.name())).toList();
      long leading = values.stream().takeWhile(Objects::nonNull).count();
      if (values.stream().filter(Objects::nonNull).count() != leading) {
        throw new IllegalArgumentException("a part without the one before");
      }
      operand = text(values.subList(0, (int) leading));
    }
    if (operand == null || operand.equals("")) {
      throw new IllegalArgumentException("no key");
    }
    return operand;
  }

  private static Object sort(Map<String, @Nullable Object> record, List<Field> key) {
    return Objects.requireNonNull(joined(values(record, key).subList(1, key.size())));
  }

  private static @Nullable Object joined(List<? extends @Nullable Object> parts) {
    return parts.size() == 1 ? parts.get(0) : text(parts);
  }

  private static String text(List<? extends @Nullable Object> parts) {
    return parts.stream().map(String::valueOf).collect(Collectors.joining("#"));
  }

  private static Object value(Map<String, @Nullable Object> record, String name) {
    return Objects.requireNonNull(record.get(name));
  }

  private static BigDecimal decimal(Object number) {
    return new BigDecimal(number.toString());
  }
}
