package dev.pergola.conformance.runtime;

import dev.pergola.request.Backend;
import tools.jackson.databind.JsonNode;

/** What scenarios run against: a fresh, empty backend for each. */
interface Target {

  /** The API key that its backends take. */
  String API_KEY = "da2-conformancescenarios1";

  /**
   * A backend for this schema.
   *
   * @throws NotSupportedException if the schema has something that does not exist yet
   * @throws RuntimeException if the schema is refused; the message is what an author would read
   */
  Running start(String sdl);

  /** A backend and a way to speak HTTP to it. */
  interface Running extends AutoCloseable {

    Backend backend();

    /** The code behind its custom operations. */
    HandlerStubs handlers();

    /** Sends one HTTP request. */
    Reply send(Step.Http request, byte[] body);

    @Override
    void close();
  }

  /**
   * An HTTP response.
   *
   * @param json the body, or a missing node when there is none
   */
  record Reply(int status, JsonNode json) {}
}
