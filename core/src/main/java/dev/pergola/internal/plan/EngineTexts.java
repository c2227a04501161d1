package dev.pergola.internal.plan;

import dev.pergola.internal.text.Excerpt;
import java.util.List;
import java.util.Set;

/**
 * The GraphQL engine's words turned into those of AWS AppSync, which stands on an older engine
 * (spec: runtime F). What the engine repeats of a request is cut or left out: a refused object
 * would show its other fields, and the kind of a variable is told by a Java class.
 */
final class EngineTexts {

  private static final String HIDDEN = "…";

  private static final String PREFIX = "Validation error (";
  private static final List<String> BEFORE_VALUE = List.of(" with value '", "Bad default value '");
  private static final String NOT_VALID = "' is not a valid '";
  private static final List<String> AFTER_VALUE =
      List.of(
          NOT_VALID,
          "' must not be null",
          "' must be an object type",
          "' is missing required fields '",
          "' contains a field not in '",
          "' for type '");

  private static final String INVALID_VARIABLE = "' has an invalid value: ";
  private static final String COERCED_NULL = " has coerced Null value for NonNull type ";
  private static final String FIELD = "Field ";

  /** Where the refusal of a scalar or an enum repeats a variable's value. */
  private static final List<String> BEFORE_VARIABLE_VALUE =
      List.of("Unable to parse `", "No value found for name '", "Unknown value '");

  private static final List<String> BEFORE_CLASS = List.of("but it was a '", "but was '");
  private static final Set<String> NUMBERS =
      Set.of("Byte", "Short", "Integer", "Long", "Float", "Double", "BigInteger", "BigDecimal");

  private EngineTexts() {}

  /** The text of a validation error, without the type and path that the engine puts before it. */
  static String ofValidation(String message, SentValues values) {
    String text = message;
    if (message.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      int colon = message.indexOf(':', message.indexOf(')'));
      text = message.substring(colon + 1).strip();
    }
    int start = afterFirst(BEFORE_VALUE, text);
    return start == text.length() ? text : withoutValue(text, start, values);
  }

  /** The text of an error of parsing or of coercing variables. */
  static String ofRequest(String message, SentValues values) {
    String text = withoutClass(message.strip());
    int variable = text.indexOf(INVALID_VARIABLE);
    if (variable < 0) {
      return text;
    }
    String cause = text.substring(variable + INVALID_VARIABLE.length());
    if (values == SentValues.HIDDEN) {
      cause = withVariableValueHidden(cause);
    }
    int coercedNull = cause.indexOf(COERCED_NULL);
    return coercedNull < 0
        ? text.substring(0, variable) + "' has an invalid value. " + cause
        : text.substring(0, variable + 1)
            + cause.substring(coercedNull)
            + field(cause.substring(0, coercedNull));
  }

  /** The original leaves out which field it is; the engine knows, and a caller wants to. */
  private static String field(String culprit) {
    return culprit.startsWith(FIELD) ? " (field " + culprit.substring(FIELD.length()) + ")" : "";
  }

  /** Cuts the value that begins at {@code start}, and what the engine tells of it a second time. */
  private static String withoutValue(String text, int start, SentValues values) {
    if (values == SentValues.HIDDEN && endings(text, start) != 1) {
      // The value reads like the words after it, so nothing tells where it ends.
      return text.substring(0, start) + HIDDEN + "'";
    }
    String ending = "";
    int end = -1;
    for (String after : AFTER_VALUE) {
      int last = text.lastIndexOf(after);
      if (last > end) {
        end = last;
        ending = after;
      }
    }
    if (end < start) {
      return text;
    }
    int close = text.length();
    if (ending.equals(NOT_VALID)) {
      close = text.indexOf('\'', end + NOT_VALID.length()) + 1;
    }
    return text.substring(0, start)
        + shown(text.substring(start, end), values)
        + text.substring(end, close);
  }

  private static int endings(String text, int start) {
    int endings = 0;
    for (String after : AFTER_VALUE) {
      for (int at = text.indexOf(after, start); at >= 0; at = text.indexOf(after, at + 1)) {
        endings++;
      }
    }
    return endings;
  }

  /** Of the other refusals of a variable none repeats its value. */
  private static String withVariableValueHidden(String cause) {
    int start = afterFirst(BEFORE_VARIABLE_VALUE, cause);
    if (start == cause.length()) {
      return cause;
    }
    int end = Math.max(start, cause.lastIndexOf(cause.charAt(start - 1)));
    return cause.substring(0, start) + HIDDEN + cause.substring(end);
  }

  /** Where the first of these ends; a value may read like the others. */
  private static int afterFirst(List<String> beginnings, String text) {
    int found = text.length();
    for (String beginning : beginnings) {
      int at = text.indexOf(beginning);
      found = at < 0 ? found : Math.min(found, at + beginning.length());
    }
    return found;
  }

  private static String shown(String value, SentValues values) {
    if (value.startsWith("ObjectValue{")) {
      return "{...}";
    }
    if (value.startsWith("ArrayValue{")) {
      return "[...]";
    }
    return values == SentValues.HIDDEN ? HIDDEN : Excerpt.of(value);
  }

  private static String withoutClass(String text) {
    for (String before : BEFORE_CLASS) {
      int start = text.indexOf(before) + before.length();
      int end = text.indexOf('\'', start);
      if (start >= before.length() && end >= 0) {
        return text.substring(0, start) + kind(text.substring(start, end)) + text.substring(end);
      }
    }
    return text;
  }

  private static String kind(String className) {
    if (NUMBERS.contains(className)) {
      return "Number";
    }
    if (className.equals("String") || className.equals("Boolean")) {
      return className;
    }
    return className.contains("Map") ? "Map" : "List";
  }
}
