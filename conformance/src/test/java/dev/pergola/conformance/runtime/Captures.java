package dev.pergola.conformance.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a scenario keeps of earlier answers, put into later steps in place of {@code ${name}}. */
final class Captures {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

  private final Map<String, String> values = new HashMap<>();

  /** Keeps a value under a name. */
  void keep(String name, String value) {
    values.put(name, value);
  }

  /** The text with every known {@code ${name}} replaced; an unknown one stays as it is. */
  String fill(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  /** A copy of the value with every text in it filled. */
  JsonNode fill(JsonNode value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.isString()) {
      return nodes.stringNode(fill(value.stringValue()));
    }
    if (value.isArray()) {
      ArrayNode filled = nodes.arrayNode();
      value.forEach(element -> filled.add(fill(element)));
      return filled;
    }
    if (value.isObject()) {
      ObjectNode filled = nodes.objectNode();
      value.forEachEntry((name, member) -> filled.set(name, fill(member)));
      return filled;
    }
    return value;
  }

  /**
   * The value at a dotted path, such as {@code data.listItems.items.0.id}; a missing node when
   * there is none.
   */
  static JsonNode at(JsonNode root, String path) {
    JsonNode found = root;
    for (String step : path.split("\\.")) {
      found =
          found.isArray() && step.matches("\\d{1,9}")
              ? found.path(Integer.parseInt(step))
              : found.path(step);
    }
    return found;
  }
}
