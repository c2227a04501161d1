package dev.pergola.conformance.runtime;

import tools.jackson.databind.JsonNode;

/**
 * What a step wants of the code behind a custom operation.
 *
 * @param returns what it gives, or a missing node
 * @param fails the {@code message} that it throws, or a missing node
 * @param neverCalled whether it must not be called
 * @param event what the event has to match, or a missing node
 */
record HandlerStub(JsonNode returns, JsonNode fails, boolean neverCalled, JsonNode event) {

  static HandlerStub read(Members stub) {
    stub.only("returns", "throws", "neverCalled", "expectEvent");
    JsonNode fails = stub.value("throws");
    if (!fails.isMissingNode()) {
      stub.object("throws").only("message", "type");
    }
    return new HandlerStub(
        stub.value("returns"),
        fails,
        stub.value("neverCalled").asBoolean(false),
        stub.value("expectEvent"));
  }
}
