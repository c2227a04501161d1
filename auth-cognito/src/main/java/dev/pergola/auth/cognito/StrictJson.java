package dev.pergola.auth.cognito;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON as a verifier must: no member twice at any level, nothing after the end, only UTF-8,
 * and numbers as they stand, never rounded.
 */
final class StrictJson {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING_LENGTH = 256 * 1024;
  private static final int MAX_NUMBER_LENGTH = 400;
  private static final int MAX_EXPONENT = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Callers choose the names: they must not fill a table that outlives the request.
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private StrictJson() {}

  /**
   * The members in the order of the text. Values are {@code String}, {@code Long}, {@code
   * BigInteger} beyond it, {@code BigDecimal} for every number with a fraction or an exponent,
   * {@code Boolean}, {@code List}, {@code Map} or null.
   */
  static Map<String, @Nullable Object> object(byte[] utf8) throws MalformedJsonException {
    // The parser would guess UTF-16 and UTF-32 from bytes, and replace what is no UTF-8.
    return document(decode(utf8), JsonToken.START_OBJECT, StrictJson::members);
  }

  /** The elements of a list, with the same kinds of value. */
  static List<@Nullable Object> list(String text) throws MalformedJsonException {
    return document(text, JsonToken.START_ARRAY, StrictJson::elements);
  }

  private static <T> T document(String text, JsonToken start, Reading<T> reading)
      throws MalformedJsonException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != start) {
        throw new MalformedJsonException("not the kind of JSON value that is expected");
      }
      T value = reading.of(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("text after the JSON value");
      }
      return value;
    } catch (JacksonException malformed) {
      throw new MalformedJsonException("not well-formed JSON, a member twice, or too deep");
    }
  }

  private static String decode(byte[] utf8) throws MalformedJsonException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedJsonException("not UTF-8");
    }
  }

  private static Map<String, @Nullable Object> members(JsonParser parser)
      throws MalformedJsonException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static List<@Nullable Object> elements(JsonParser parser) throws MalformedJsonException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      elements.add(value(parser, next));
    }
    return elements;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token)
      throws MalformedJsonException {
    return switch (token) {
      case VALUE_STRING -> wellFormed(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_ARRAY -> elements(parser);
      case START_OBJECT -> members(parser);
      default -> throw new MalformedJsonException("not well-formed JSON");
    };
  }

  private static Number integer(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  // A few characters can name a number whose digits would fill the memory of whoever writes it out.
  private static BigDecimal decimal(BigDecimal value) throws MalformedJsonException {
    if (Math.abs((long) value.scale()) > MAX_EXPONENT) {
      throw new MalformedJsonException("a number with too great an exponent");
    }
    return value;
  }

  // JSON can spell halves of surrogate pairs. They are no characters, and encoders write all of
  // them as the same '?', which would make different names one.
  private static String wellFormed(String text) throws MalformedJsonException {
    if (text.codePoints().anyMatch(StrictJson::isHalfPair)) {
      throw new MalformedJsonException("half of a surrogate pair");
    }
    return text;
  }

  private static boolean isHalfPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private interface Reading<T> {
    T of(JsonParser parser) throws MalformedJsonException;
  }
}
