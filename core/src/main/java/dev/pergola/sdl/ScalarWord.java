package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.DefaultedType;
import dev.pergola.dsl.ElementType;
import dev.pergola.dsl.TextType;
import dev.pergola.model.Scalar;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A scalar in the words of the DSL.
 *
 * @param type the scalar as a field's type
 * @param reader reads the text of a default; an {@link IllegalArgumentException} when it is none
 */
record ScalarWord(ElementType<?> type, Function<String, DefaultedType> reader) {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,4})?");

  private static final Map<String, ScalarWord> BY_NAME =
      Arrays.stream(Scalar.values())
          .collect(Collectors.toUnmodifiableMap(Scalar::graphqlName, ScalarWord::of));

  /** The scalar of this GraphQL name, or empty. */
  static Optional<ScalarWord> of(String graphqlName) {
    return Optional.ofNullable(BY_NAME.get(graphqlName));
  }

  /**
   * The scalar with a default.
   *
   * @throws IllegalArgumentException when the text is no value of the scalar
   */
  DefaultedType withDefault(String text, boolean required) {
    DefaultedType defaulted = reader.apply(text);
    return required ? defaulted.required() : defaulted;
  }

  private static ScalarWord of(Scalar scalar) {
    return switch (scalar) {
      case ID -> text(a.id());
      case STRING -> new ScalarWord(a.string(), a.string()::defaultValue);
      case INTEGER ->
          new ScalarWord(
              a.integer(), text -> a.integer().defaultValue(Integer.parseInt(like(WHOLE, text))));
      case FLOAT ->
          new ScalarWord(
              a.floating(),
              text -> a.floating().defaultValue(Double.parseDouble(like(NUMBER, text))));
      case BOOLEAN -> new ScalarWord(a.bool(), text -> a.bool().defaultValue(truth(text)));
      case DATE -> text(a.date());
      case TIME -> text(a.time());
      case DATETIME -> text(a.datetime());
      case TIMESTAMP ->
          new ScalarWord(
              a.timestamp(), text -> a.timestamp().defaultValue(Long.parseLong(like(WHOLE, text))));
      case EMAIL -> text(a.email());
      case JSON -> text(a.json());
      case PHONE -> text(a.phone());
      case URL -> text(a.url());
      case IP_ADDRESS -> text(a.ipAddress());
    };
  }

  /** Whether the text is legal is found when the schema is resolved. */
  private static ScalarWord text(TextType type) {
    return new ScalarWord(type, type::defaultValue);
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
