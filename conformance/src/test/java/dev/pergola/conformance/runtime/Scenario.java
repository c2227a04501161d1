package dev.pergola.conformance.runtime;

import dev.pergola.auth.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One story against a fresh, empty backend.
 *
 * @param id its name
 * @param sdl the schema as directive SDL
 * @param identities the callers by nickname
 * @param steps what happens, in order
 * @param schemaError the message that building the schema must fail with, instead of steps
 */
record Scenario(
    String id,
    String sdl,
    Map<String, Identity> identities,
    List<Step> steps,
    Optional<JsonNode> schemaError) {

  Scenario {
    identities = Map.copyOf(identities);
    steps = List.copyOf(steps);
  }
}
