package dev.pergola.conformance.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The members of one object of a scenario. Whoever reads them names all that may be there: a member
 * that nobody reads would be an expectation that nobody checks.
 *
 * @param json the object
 * @param where the object's place, for messages
 */
record Members(JsonNode json, String where) {

  Members {
    if (!json.isObject()) {
      throw new MalformedScenarioException(
          "%s is %s; it must be an object.".formatted(where, Json.show(json)));
    }
  }

  /** The same members, if there is none but these. */
  Members only(String... known) {
    Set<String> names = Set.of(known);
    json.propertyNames().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new NotSupportedException("'%s' in %s".formatted(name, where));
            });
    return this;
  }

  boolean has(String name) {
    return json.has(name);
  }

  /** The member as it stands, or a missing node. */
  JsonNode value(String name) {
    return json.path(name);
  }

  /** The member as an object of its own. */
  Members object(String name) {
    return new Members(json.path(name), where + "." + name);
  }

  /** The member as an object, an empty one when it is missing. */
  Members objectOrEmpty(String name) {
    return json.has(name) ? object(name) : new Members(Json.tree(Map.of()), where + "." + name);
  }

  String text(String name) {
    JsonNode value = json.path(name);
    if (!value.isString()) {
      throw new MalformedScenarioException(
          "%s.%s is %s; it must be a text.".formatted(where, name, Json.show(value)));
    }
    return value.stringValue();
  }

  String text(String name, String otherwise) {
    return json.has(name) ? text(name) : otherwise;
  }

  OptionalInt integer(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.isInt()) {
      throw new MalformedScenarioException(
          "%s.%s is %s; it must be a whole number.".formatted(where, name, Json.show(value)));
    }
    return OptionalInt.of(value.intValue());
  }

  /** All members as texts, in their order. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    json.propertyNames().forEach(name -> texts.put(name, text(name)));
    return texts;
  }
}
