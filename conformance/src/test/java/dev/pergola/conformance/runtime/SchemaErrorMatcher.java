package dev.pergola.conformance.runtime;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Holds the message of a refused schema against a scenario's {@code schemaError}. */
final class SchemaErrorMatcher {

  private SchemaErrorMatcher() {}

  /**
   * Whether the message is as expected. A plain text may be a part of it, since one message names
   * all problems of a schema.
   *
   * @param expected a text, a {@link Word}, or an object with one of them as {@code message}
   */
  static boolean matches(JsonNode expected, String message) {
    JsonNode text = expected.isObject() ? expected.path("message") : expected;
    if (!text.isString()) {
      throw new MalformedScenarioException(
          "schemaError is %s; it must be a text or {\"message\": ...}."
              .formatted(Json.show(expected)));
    }
    return Word.test(text.stringValue(), JsonNodeFactory.instance.stringNode(message))
        .orElseGet(() -> message.contains(text.stringValue()));
  }
}
