package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.DefaultedType;
import dev.pergola.dsl.ElementType;
import dev.pergola.dsl.ModelFieldType;
import dev.pergola.dsl.TextType;
import dev.pergola.dsl.ValidatedType;
import dev.pergola.model.Scalar;
import dev.pergola.model.Validation;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A scalar in the words of the DSL.
 *
 * @param type the scalar as a field's type
 * @param reader reads the text of a default; an {@link IllegalArgumentException} when it is none
 * @param defaulted the scalar with a default
 * @param checks how a value of it may be checked
 * @param <V> the values of its defaults
 */
record ScalarWord<V>(
    ElementType<?> type,
    Function<String, V> reader,
    Function<V, DefaultedType> defaulted,
    Checks<V> checks) {

  /**
   * How a value may be checked.
   *
   * @param ofNumbers whether as a number; else as a text
   * @param validated the scalar with checks; null when it cannot be checked
   */
  record Checks<V>(
      boolean ofNumbers, @Nullable Function<List<Validation>, ValidatedType<V>> validated) {}

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,4})?");

  private static final Map<String, ScalarWord<?>> BY_NAME =
      Arrays.stream(Scalar.values())
          .collect(Collectors.toUnmodifiableMap(Scalar::graphqlName, ScalarWord::of));

  /** The scalar of this GraphQL name, or empty. */
  static Optional<ScalarWord<?>> of(String graphqlName) {
    return Optional.ofNullable(BY_NAME.get(graphqlName));
  }

  /** Whether the checks may stand on this scalar. */
  boolean takes(Validation check) {
    return checks.validated() != null && checks.ofNumbers() == check.kind().ofNumbers();
  }

  /**
   * The scalar with checks, a default, or both.
   *
   * @throws IllegalArgumentException when the default is no value of the scalar
   */
  ModelFieldType with(List<Validation> all, @Nullable String defaultText, boolean required) {
    if (all.isEmpty() || checks.validated() == null) {
      DefaultedType single = defaulted.apply(reader.apply(String.valueOf(defaultText)));
      return required ? single.required() : single;
    }
    ValidatedType<V> plain = checks.validated().apply(all);
    ValidatedType<V> checked = required ? plain.required() : plain;
    return defaultText == null ? checked : checked.defaultValue(reader.apply(defaultText));
  }

  /** Whether a text is a number that is not infinite. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
  }

  /** Whether a text is a whole number of 32 bits. */
  static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() < Integer.SIZE;
  }

  /** The number that a text is. */
  static double number(String text) {
    return Double.parseDouble(like(NUMBER, text));
  }

  /** The whole number that a text is. */
  static int whole(String text) {
    return Integer.parseInt(like(WHOLE, text));
  }

  private static ScalarWord<?> of(Scalar scalar) {
    return switch (scalar) {
      case ID -> text(a.id());
      case STRING ->
          new ScalarWord<>(
              a.string(),
              Function.identity(),
              a.string()::defaultValue,
              new Checks<>(false, all -> a.string().validate(v -> CheckWord.texts(v, all))));
      case INTEGER ->
          new ScalarWord<>(
              a.integer(),
              ScalarWord::whole,
              a.integer()::defaultValue,
              new Checks<>(true, all -> a.integer().validate(v -> CheckWord.numbers(v, all))));
      case FLOAT ->
          new ScalarWord<>(
              a.floating(),
              ScalarWord::number,
              a.floating()::defaultValue,
              new Checks<>(true, all -> a.floating().validate(v -> CheckWord.numbers(v, all))));
      case BOOLEAN -> plain(a.bool(), ScalarWord::truth, a.bool()::defaultValue);
      case DATE -> text(a.date());
      case TIME -> text(a.time());
      case DATETIME -> text(a.datetime());
      case TIMESTAMP ->
          plain(
              a.timestamp(),
              text -> Long.parseLong(like(WHOLE, text)),
              a.timestamp()::defaultValue);
      case EMAIL -> text(a.email());
      case JSON -> text(a.json());
      case PHONE -> text(a.phone());
      case URL -> text(a.url());
      case IP_ADDRESS -> text(a.ipAddress());
    };
  }

  /** Whether the text is legal is found when the schema is resolved. */
  private static ScalarWord<String> text(TextType type) {
    return plain(type, Function.identity(), type::defaultValue);
  }

  private static <V> ScalarWord<V> plain(
      ElementType<?> type, Function<String, V> reader, Function<V, DefaultedType> defaulted) {
    return new ScalarWord<>(type, reader, defaulted, new Checks<>(false, null));
  }

  private static String like(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return text;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
