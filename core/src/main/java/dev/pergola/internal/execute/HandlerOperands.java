package dev.pergola.internal.execute;

import dev.pergola.model.EnumType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of a field may be given in a filter that no schema has looked at. A value of
 * another type is equal to none of the field's, so that {@code ne} would hold for all of them.
 */
final class HandlerOperands {

  private static final List<String> EQUALITY = List.of("eq", "ne", "in", "notIn");
  private static final List<String> ORDER = List.of("lt", "le", "gt", "ge", "between");
  private static final List<String> PARTS = List.of("contains", "notContains");

  private HandlerOperands() {}

  /** The operators that a field has, sorted. */
  static List<String> operators(NamedValue field) {
    Stream<String> more =
        field.shape().list()
            ? PARTS.stream()
            : switch (field.type().columnType()) {
              case STRING -> ofText();
              case NUMBER -> ORDER.stream();
              case BOOLEAN -> Stream.of();
              case DOCUMENT -> field.type() == Scalar.JSON ? ofText() : Stream.of();
            };
    return Stream.concat(EQUALITY.stream(), more).sorted().toList();
  }

  private static Stream<String> ofText() {
    return Stream.of(ORDER.stream(), PARTS.stream(), Stream.of("beginsWith")).flatMap(each -> each);
  }

  /** Whether an operator of the field takes this. */
  static boolean fits(NamedValue field, String operator, @Nullable Object operand) {
    return switch (operator) {
      case "in", "notIn" -> isEach(field, operator, operand);
      case "between" ->
          isEach(field, operator, operand)
              && operand instanceof List<?> bounds
              && bounds.size() == 2
              && Values.comparable(bounds.get(0), bounds.get(1));
      case "eq", "ne" ->
          operand == null
              || (field.shape().list()
                  ? isEach(field, operator, operand)
                  : isValue(field, operator, operand));
      default -> isValue(field, operator, operand);
    };
  }

  /** What an operator of the field takes, in words. */
  static String expected(NamedValue field, String operator) {
    String value = value(field, operator);
    return switch (operator) {
      case "in", "notIn" -> "a list, each " + value;
      case "between" -> "a list of two, each " + value;
      default -> whole(field, operator) ? "a list, each " + value : value;
    };
  }

  /** What an operand is, in the words of {@link #expected}. */
  static String kind(Object operand) {
    if (operand instanceof String) {
      return "a text";
    }
    if (operand instanceof Number) {
      return "a number";
    }
    if (operand instanceof List<?>) {
      return "a list";
    }
    return operand instanceof Map<?, ?> ? "an object" : operand.getClass().getName();
  }

  private static boolean whole(NamedValue field, String operator) {
    return field.shape().list() && !PARTS.contains(operator);
  }

  /** Whether an operand is compared with whole values, and not with parts of them or by order. */
  private static boolean exact(NamedValue field, String operator) {
    return field.shape().list() || EQUALITY.contains(operator);
  }

  private static boolean isEach(NamedValue field, String operator, @Nullable Object operand) {
    return operand instanceof List<?> values
        && values.stream().allMatch(value -> isValue(field, operator, value));
  }

  private static boolean isValue(NamedValue field, String operator, @Nullable Object operand) {
    if (operand == null || field.type() == Scalar.JSON) {
      return operand != null;
    }
    if (field.type() instanceof EnumType type && exact(field, operator)) {
      return type.values().contains(operand);
    }
    return switch (field.type().columnType()) {
      case STRING -> operand instanceof String;
      case NUMBER -> isNumber(operand);
      case BOOLEAN -> operand instanceof Boolean;
      case DOCUMENT -> operand instanceof Map<?, ?>;
    };
  }

  private static boolean isNumber(Object operand) {
    return operand instanceof Long
        || operand instanceof BigDecimal
        || (operand instanceof Double number && Double.isFinite(number));
  }

  private static String value(NamedValue field, String operator) {
    if (field.type() == Scalar.JSON) {
      return "a value";
    }
    if (field.type() instanceof EnumType type && exact(field, operator)) {
      return "one of " + String.join(", ", type.values());
    }
    return switch (field.type().columnType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case DOCUMENT -> "an object";
    };
  }
}
