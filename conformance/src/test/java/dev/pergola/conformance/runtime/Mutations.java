package dev.pergola.conformance.runtime;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All the expectations that differ from a given one in a single place, and that an answer which
 * fits the given one must not fit.
 */
final class Mutations {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ELSE = "~something else";

  private Mutations() {}

  /** The changed expectations; none where nothing is expected. */
  static List<JsonNode> of(JsonNode expected) {
    if (expected.isMissingNode()) {
      return List.of();
    }
    if (expected.isObject()) {
      return ofObject(expected);
    }
    if (expected.isArray()) {
      return ofArray(expected);
    }
    if (expected.isString()) {
      return ofText(expected.stringValue());
    }
    if (expected.isNumber()) {
      return List.of(
          NODES.numberNode(expected.decimalValue().add(BigDecimal.ONE)), NODES.nullNode());
    }
    if (expected.isBoolean()) {
      return List.of(NODES.booleanNode(!expected.booleanValue()), NODES.nullNode());
    }
    return List.of(NODES.stringNode(ELSE), NODES.booleanNode(false), NODES.objectNode());
  }

  private static List<JsonNode> ofObject(JsonNode expected) {
    List<JsonNode> mutations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      for (JsonNode other : of(member.getValue())) {
        ObjectNode mutation = (ObjectNode) expected.deepCopy();
        mutations.add(mutation.set(member.getKey(), other));
      }
    }
    if (!expected.has("$unordered") && !expected.has("$json")) {
      ObjectNode more = (ObjectNode) expected.deepCopy();
      mutations.add(more.put(ELSE, "$any"));
    }
    return mutations;
  }

  private static List<JsonNode> ofArray(JsonNode expected) {
    List<JsonNode> mutations = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      for (JsonNode other : of(expected.get(i))) {
        ArrayNode mutation = (ArrayNode) expected.deepCopy();
        mutation.set(i, other);
        mutations.add(mutation);
      }
      ArrayNode fewer = (ArrayNode) expected.deepCopy();
      fewer.remove(i);
      mutations.add(fewer);
    }
    ArrayNode more = (ArrayNode) expected.deepCopy();
    mutations.add(more.add("$any"));
    return mutations;
  }

  private static List<JsonNode> ofText(String text) {
    if (text.equals("$any")) {
      return List.of();
    }
    if (text.equals("$nonNull")) {
      return List.of(NODES.nullNode());
    }
    for (String word : List.of("$prefix:", "$contains:")) {
      if (text.startsWith(word)) {
        return List.of(NODES.stringNode(word + ELSE + text.substring(word.length())));
      }
    }
    if (text.startsWith("$regex:")) {
      return List.of(NODES.stringNode("$regex:(?!)"));
    }
    if (text.startsWith("$length:")) {
      int length = Integer.parseInt(text.substring("$length:".length()));
      return List.of(NODES.stringNode("$length:" + (length + 1)));
    }
    return List.of(NODES.stringNode(text + ELSE), NODES.nullNode());
  }
}
