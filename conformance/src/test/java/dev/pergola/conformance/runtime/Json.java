package dev.pergola.conformance.runtime;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the runner reads and shows it: nothing rounded, nothing silently dropped. */
final class Json {

  private static final int SHOWN = 300;

  // A repeated member would hide a wrong one behind a right one.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * The value that a text holds.
   *
   * @throws JacksonException if it is not exactly one JSON value
   */
  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  /**
   * The value that UTF-8 bytes hold.
   *
   * @throws JacksonException if they are not exactly one JSON value
   */
  static JsonNode read(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  /** The value as a tree. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** An object as a map of strings, numbers, booleans, lists, maps and nulls. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(JsonNode object) {
    return (Map<String, Object>) MAPPER.treeToValue(object, Map.class);
  }

  /** Any value as strings, numbers, booleans, lists, maps and nulls. */
  static Object plain(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? null : MAPPER.treeToValue(value, Object.class);
  }

  /** The value on one line, cut when it is long. */
  static String show(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : MAPPER.writeValueAsString(value);
    return text.length() <= SHOWN
        ? text
        : text.substring(0, SHOWN) + "... (" + text.length() + " characters)";
  }
}
