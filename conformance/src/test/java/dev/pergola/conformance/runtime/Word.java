package dev.pergola.conformance.runtime;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * A text in an expectation that stands for many values, such as {@code $uuid} or {@code $prefix:x}.
 * A text that is none of these words stands for itself.
 *
 * @param name the word, or what comes before its operand
 * @param takesOperand whether the rest of the text is an operand
 * @param test whether a value (second) is one that the word with this operand (first) stands for
 */
record Word(String name, boolean takesOperand, BiPredicate<String, JsonNode> test) {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");

  private static final List<Word> ALL =
      List.of(
          alone("$any", value -> true),
          alone("$nonNull", value -> !value.isNull()),
          alone("$uuid", value -> value.isString() && UUID.matcher(value.stringValue()).matches()),
          alone("$dateTime", value -> value.isString() && isDateTime(value.stringValue())),
          with("$length:", (operand, value) -> value.size() == number(operand) && value.isArray()),
          ofText("$prefix:", (operand, text) -> text.startsWith(operand)),
          ofText("$contains:", (operand, text) -> text.contains(operand)),
          ofText("$regex:", (operand, text) -> pattern(operand).matcher(text).find()));

  /** Whether the value is one that the text stands for; empty when the text is no such word. */
  static Optional<Boolean> test(String expected, JsonNode value) {
    return ALL.stream()
        .filter(word -> word.isIn(expected))
        .findFirst()
        .map(word -> word.test.test(expected.substring(word.name.length()), value));
  }

  private boolean isIn(String text) {
    return takesOperand ? text.startsWith(name) : text.equals(name);
  }

  private static Word alone(String name, Predicate<JsonNode> test) {
    return new Word(name, false, (nothing, value) -> test.test(value));
  }

  private static Word with(String name, BiPredicate<String, JsonNode> test) {
    return new Word(name, true, test);
  }

  private static Word ofText(String name, BiPredicate<String, String> test) {
    return with(
        name, (operand, value) -> value.isString() && test.test(operand, value.stringValue()));
  }

  private static boolean isDateTime(String text) {
    try {
      return DATE_TIME.matcher(text).matches() && Instant.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static int number(String operand) {
    try {
      return Integer.parseInt(operand);
    } catch (NumberFormatException e) {
      throw new MalformedScenarioException(
          "'$length:%s' needs a whole number after the colon.".formatted(operand));
    }
  }

  private static Pattern pattern(String operand) {
    try {
      return Pattern.compile(operand);
    } catch (PatternSyntaxException e) {
      throw new MalformedScenarioException(
          "'$regex:%s' is no Java regular expression: %s.".formatted(operand, e.getDescription()));
    }
  }
}
