package dev.pergola.internal.execute;

import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Validation;
import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a model have to satisfy to be stored, compiled (spec: runtime A10): fields in
 * the order of their declaration, rules in theirs, the first failure ends it.
 */
final class Validations {

  private final List<FieldRules> fields;

  private Validations(List<FieldRules> fields) {
    this.fields = fields;
  }

  static Validations of(ModelType model) {
    List<FieldRules> fields = new ArrayList<>();
    for (Field field : model.fields()) {
      if (!field.validations().isEmpty()) {
        fields.add(
            new FieldRules(
                field.position(),
                field.validations().stream().map(rule -> compiled(model, field, rule)).toList()));
      }
    }
    return new Validations(List.copyOf(fields));
  }

  /** What is wrong with the values, or null; a null value is never wrong. */
  @Nullable FieldException failure(Read values) {
    for (FieldRules field : fields) {
      Object value = values.value(field.position());
      if (value != null) {
        for (Compiled rule : field.rules()) {
          if (!rule.holds().test(value)) {
            return ClientErrors.invalid(rule.message());
          }
        }
      }
    }
    return null;
  }

  private static Compiled compiled(ModelType model, Field field, Validation rule) {
    String message =
        rule.message().isEmpty()
            ? "Field %s of type %s must %s %s"
                .formatted(field.name(), model.name(), words(rule.kind()), rule.operand())
            : rule.message();
    return new Compiled(predicate(model, field, rule), message);
  }

  private static String words(Validation.Kind kind) {
    return switch (kind) {
      case GT -> "be greater than";
      case LT -> "be less than";
      case GTE -> "be greater than or equal to";
      case LTE -> "be less than or equal to";
      case MIN_LENGTH -> "have a minimum length of";
      case MAX_LENGTH -> "have a maximum length of";
      case STARTS_WITH -> "start with";
      case ENDS_WITH -> "end with";
      case MATCHES -> "match";
    };
  }

  private static Predicate<Object> predicate(ModelType model, Field field, Validation rule) {
    String operand = rule.operand();
    if (rule.kind() == Validation.Kind.MATCHES) {
      return matching(model, field, operand);
    }
    if (rule.kind() == Validation.Kind.STARTS_WITH) {
      return value -> value instanceof String text && text.startsWith(operand);
    }
    if (rule.kind() == Validation.Kind.ENDS_WITH) {
      return value -> value instanceof String text && text.endsWith(operand);
    }
    BigDecimal bound = number(model, field, rule);
    return switch (rule.kind()) {
      case GT -> value -> compare(value, bound) > 0;
      case GTE -> value -> compare(value, bound) >= 0;
      case LT -> value -> compare(value, bound) < 0;
      case LTE -> value -> compare(value, bound) <= 0;
      // As Java and JavaScript count: in UTF-16 units.
      case MIN_LENGTH ->
          value -> BigDecimal.valueOf(String.valueOf(value).length()).compareTo(bound) >= 0;
      case MAX_LENGTH ->
          value -> BigDecimal.valueOf(String.valueOf(value).length()).compareTo(bound) <= 0;
      case STARTS_WITH, ENDS_WITH, MATCHES -> throw new IllegalStateException("Judged above");
    };
  }

  private static int compare(Object value, BigDecimal bound) {
    return Values.compare(value, bound);
  }

  private static BigDecimal number(ModelType model, Field field, Validation rule) {
    try {
      return new BigDecimal(rule.operand());
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(
          "Model '%s', field '%s': %s is given '%s', which is no number."
              .formatted(model.name(), field.name(), rule.kind().word(), rule.operand()),
          none);
    }
  }

  private static Predicate<Object> matching(ModelType model, Field field, String pattern) {
    try {
      BoundedPattern bounded = new BoundedPattern(Pattern.compile(pattern));
      return value -> value instanceof String text && bounded.matches(text);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "Model '%s', field '%s': matches is given '%s', which is no regular expression of Java: %s."
              .formatted(model.name(), field.name(), pattern, wrong.getDescription()),
          wrong);
    }
  }

  /** The values to judge, by the position of their field. */
  @FunctionalInterface
  interface Read {
    @Nullable Object value(int position);
  }

  private record FieldRules(int position, List<Compiled> rules) {}

  private record Compiled(Predicate<Object> holds, String message) {}
}
