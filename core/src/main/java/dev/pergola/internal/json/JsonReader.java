package dev.pergola.internal.json;

import dev.pergola.internal.text.Excerpt;
import dev.pergola.internal.text.WellFormed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One walk over the tokens of one text. */
final class JsonReader {

  /** Digits of the longest {@code long}, sign included: a number above is not worth a try. */
  private static final int LONG_LENGTH = 20;

  private final JsonParser parser;
  private final JsonLimits limits;

  JsonReader(JsonParser parser, JsonLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  @Nullable Object read() throws JsonException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonException("The text is empty; a JSON value was expected.");
    }
    Object value = value(token, 0);
    if (parser.nextToken() != null) {
      throw refused("there is more text after the value");
    }
    return value;
  }

  private @Nullable Object value(JsonToken token, int depth) throws JsonException {
    return switch (token) {
      case START_OBJECT -> object(deeper(depth));
      case START_ARRAY -> list(deeper(depth));
      case VALUE_STRING -> text(parser.getString());
      case VALUE_NUMBER_INT -> integer(number());
      case VALUE_NUMBER_FLOAT -> decimal(number());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw refused("a value was expected");
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws JsonException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser.currentName());
      if (members.containsKey(name)) {
        throw refused("the member '" + Excerpt.of(name) + "' is there twice");
      }
      members.put(name, value(parser.nextToken(), depth));
    }
    return members;
  }

  private List<@Nullable Object> list(int depth) throws JsonException {
    List<@Nullable Object> elements = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      elements.add(value(token, depth));
      token = parser.nextToken();
    }
    return elements;
  }

  private int deeper(int depth) throws JsonException {
    if (depth == limits.maxDepth()) {
      throw refused("lists and objects are more than " + limits.maxDepth() + " levels deep");
    }
    return depth + 1;
  }

  private String text(String text) throws JsonException {
    if (text.length() > limits.maxStringLength()) {
      throw refused("a string has more than " + limits.maxStringLength() + " characters");
    }
    if (!WellFormed.test(text)) {
      throw refused("a string holds half a surrogate pair");
    }
    return text;
  }

  private String number() throws JsonException {
    String digits = parser.getString();
    if (digits.length() > limits.maxNumberLength()) {
      throw refused("a number has more than " + limits.maxNumberLength() + " characters");
    }
    return digits;
  }

  private static Number integer(String digits) {
    if (digits.length() <= LONG_LENGTH) {
      try {
        return Long.valueOf(digits);
      } catch (NumberFormatException tooGreat) {
        // Nineteen digits may or may not fit; below is what does not.
      }
    }
    return new BigDecimal(digits);
  }

  private BigDecimal decimal(String digits) throws JsonException {
    int mark = Math.max(digits.indexOf('e'), digits.indexOf('E'));
    if (mark >= 0 && exponentAbove(digits, mark + 1, limits.maxExponent())) {
      throw refused("a number has an exponent beyond " + limits.maxExponent());
    }
    return new BigDecimal(digits);
  }

  /**
   * Whether the exponent at {@code start}, its sign aside, is above {@code max}; never overflows.
   */
  private static boolean exponentAbove(String digits, int start, int max) {
    char sign = digits.charAt(start);
    long exponent = 0;
    for (int i = sign == '-' || sign == '+' ? start + 1 : start; i < digits.length(); i++) {
      exponent = exponent * 10 + (digits.charAt(i) - '0');
      if (exponent > max) {
        return true;
      }
    }
    return false;
  }

  private JsonException refused(String reason) {
    return new JsonException(
        "Refused JSON at character %d: %s."
            .formatted(parser.currentTokenLocation().getCharOffset() + 1, reason));
  }
}
