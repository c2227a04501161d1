package dev.pergola.conformance.runtime;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Holds the {@code errors} of an answer against those that a scenario lists: as many, each with the
 * listed members, in any order since GraphQL gives them none. Beyond what is listed, every error
 * has a message and the {@code locations} that {@code spec/runtime.md} section F asks for.
 */
final class ErrorsMatcher {

  // The two errors that are about a stored value and not about a field of the document.
  private static final List<String> OF_A_VALUE =
      List.of("Cannot return null for non-nullable type", "Can't serialize value");

  private ErrorsMatcher() {}

  /**
   * The first difference, or empty.
   *
   * @param expected the listed errors; null and a missing node stand for none
   * @param came the {@code errors} member of the answer; a missing node stands for none
   */
  static Optional<Mismatch> match(JsonNode expected, JsonNode came) {
    if (!expected.isMissingNode() && !expected.isNull() && !expected.isArray()) {
      throw new MalformedScenarioException(
          "Expected 'errors' are %s; they must be an array.".formatted(Json.show(expected)));
    }
    if (!came.isMissingNode() && !came.isArray()) {
      return Optional.of(new Mismatch("errors", "an array", Json.show(came)));
    }
    if (expected.size() != came.size()) {
      return Optional.of(new Mismatch("errors", count(expected), count(came)));
    }
    int alone =
        Pairing.unpaired(
            expected.size(),
            (e, c) -> JsonMatcher.match(expected.get(e), came.get(c), "errors").isEmpty());
    if (alone >= 0) {
      return Optional.of(
          expected.size() == 1
              ? JsonMatcher.match(expected.get(0), came.get(0), "errors.0").orElseThrow()
              : new Mismatch("errors", Json.show(expected.get(alone)), Json.show(came)));
    }
    return shapes(came);
  }

  private static Optional<Mismatch> shapes(JsonNode errors) {
    for (int i = 0; i < errors.size(); i++) {
      Optional<Mismatch> wrong = shape(errors.get(i), "errors." + i);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<Mismatch> shape(JsonNode error, String at) {
    JsonNode message = error.path("message");
    if (!message.isString()) {
      return Optional.of(new Mismatch(at + ".message", "a text", Json.show(message)));
    }
    JsonNode locations = error.path("locations");
    String text = message.stringValue();
    if (OF_A_VALUE.stream().anyMatch(text::startsWith)) {
      return locations.isNull()
          ? Optional.empty()
          : Optional.of(new Mismatch(at + ".locations", "null", Json.show(locations)));
    }
    // A value of a variable is not in the document; the original then names no place.
    boolean ofVariables = error.path("path").isNull() && !text.startsWith("Validation error");
    return isPlaced(locations) || (ofVariables && locations.isNull())
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                at + ".locations",
                "[{\"line\", \"column\", \"sourceName\": null}]",
                Json.show(locations)));
  }

  private static boolean isPlaced(JsonNode locations) {
    return locations.isArray()
        && !locations.isEmpty()
        && locations.valueStream().allMatch(ErrorsMatcher::isLocation);
  }

  private static boolean isLocation(JsonNode location) {
    return location.path("line").isInt()
        && location.path("line").intValue() > 0
        && location.path("column").isInt()
        && location.path("column").intValue() > 0
        && location.path("sourceName").isNull();
  }

  private static String count(JsonNode errors) {
    return errors.isEmpty()
        ? "no errors"
        : "%d errors %s".formatted(errors.size(), Json.show(errors));
  }
}
