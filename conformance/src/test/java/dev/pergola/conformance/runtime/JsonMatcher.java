package dev.pergola.conformance.runtime;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Holds an answer against an expectation: objects by the members that the expectation lists, arrays
 * in full and in order, numbers by value, texts exactly unless they are a {@link Word}.
 */
final class JsonMatcher {

  private static final String UNORDERED = "$unordered";
  private static final String JSON = "$json";

  private JsonMatcher() {}

  /** The first place where the answer differs, or empty. */
  static Optional<Mismatch> match(JsonNode expected, JsonNode came, String at) {
    if (came.isMissingNode()) {
      return mismatch(at, expected, came);
    }
    if (expected.isString()) {
      return matchText(expected, came, at);
    }
    if (expected.isArray()) {
      return matchArray(expected, came, at);
    }
    if (expected.isObject()) {
      return matchObject(expected, came, at);
    }
    return same(expected, came) ? Optional.empty() : mismatch(at, expected, came);
  }

  private static Optional<Mismatch> matchText(JsonNode expected, JsonNode came, String at) {
    boolean same = Word.test(expected.stringValue(), came).orElseGet(() -> same(expected, came));
    return same ? Optional.empty() : mismatch(at, expected, came);
  }

  private static Optional<Mismatch> matchArray(JsonNode expected, JsonNode came, String at) {
    if (!came.isArray()) {
      return mismatch(at, expected, came);
    }
    if (expected.size() != came.size()) {
      return sizes(at, expected, came);
    }
    for (int i = 0; i < expected.size(); i++) {
      Optional<Mismatch> found = match(expected.get(i), came.get(i), at + "." + i);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Mismatch> matchObject(JsonNode expected, JsonNode came, String at) {
    if (expected.size() == 1 && expected.has(UNORDERED)) {
      return matchUnordered(expected.get(UNORDERED), came, at);
    }
    if (expected.size() == 1 && expected.has(JSON)) {
      return matchJson(expected, came, at);
    }
    if (!came.isObject()) {
      return mismatch(at, expected, came);
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      Optional<Mismatch> found =
          match(member.getValue(), came.path(member.getKey()), at + "." + member.getKey());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Mismatch> matchUnordered(JsonNode expected, JsonNode came, String at) {
    if (!expected.isArray()) {
      throw new MalformedScenarioException(
          "{\"$unordered\": %s} at %s needs an array.".formatted(Json.show(expected), at));
    }
    if (!came.isArray()) {
      return mismatch(at, expected, came);
    }
    if (expected.size() != came.size()) {
      return sizes(at, expected, came);
    }
    int alone =
        Pairing.unpaired(
            expected.size(), (e, c) -> match(expected.get(e), came.get(c), at).isEmpty());
    return alone < 0
        ? Optional.empty()
        : Optional.of(
            new Mismatch(at, "in any order " + Json.show(expected.get(alone)), Json.show(came)));
  }

  private static Optional<Mismatch> matchJson(JsonNode expected, JsonNode came, String at) {
    return came.isString() && holds(came.stringValue(), expected.get(JSON))
        ? Optional.empty()
        : Optional.of(
            new Mismatch(at, "a text holding " + Json.show(expected.get(JSON)), Json.show(came)));
  }

  private static boolean holds(String text, JsonNode value) {
    try {
      return same(value, Json.read(text));
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Whether both are the same as a whole, numbers by value: 9 is 9.0. */
  static boolean same(JsonNode expected, JsonNode came) {
    return expected.equals(JsonMatcher::compare, came);
  }

  // JsonNode.equals(comparator, other) asks this for leaves and wants 0 for "the same".
  private static int compare(JsonNode expected, JsonNode came) {
    if (expected.isNumber() && came.isNumber()) {
      return expected.decimalValue().compareTo(came.decimalValue());
    }
    return expected.equals(came) ? 0 : 1;
  }

  private static Optional<Mismatch> mismatch(String at, JsonNode expected, JsonNode came) {
    return Optional.of(new Mismatch(at, Json.show(expected), Json.show(came)));
  }

  private static Optional<Mismatch> sizes(String at, JsonNode expected, JsonNode came) {
    return Optional.of(
        new Mismatch(
            at,
            "%d elements %s".formatted(expected.size(), Json.show(expected)),
            "%d %s".formatted(came.size(), Json.show(came))));
  }
}
