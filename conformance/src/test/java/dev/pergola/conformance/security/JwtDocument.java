package dev.pergola.conformance.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Token cases with the settings and the keys that they are for.
 *
 * @param json the document
 * @param written when it was made, unless it says so itself
 */
record JwtDocument(JsonNode json, Instant written) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static JwtDocument read(Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return parse(Files.readString(file), written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JwtDocument parse(String text, Instant written) {
    return new JwtDocument(MAPPER.readTree(text), written);
  }

  JsonNode config() {
    return json.path("config");
  }

  String jwks() {
    return json.path("jwks").toString();
  }

  List<JsonNode> cases() {
    List<JsonNode> cases = StreamSupport.stream(json.path("cases").spliterator(), false).toList();
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("The document holds no cases; print one with gen.mjs.");
    }
    return cases;
  }

  /** Stands where the document was made, so that its tokens are as old as they were then. */
  Clock clock() {
    JsonNode generatedAt = json.path("generatedAt");
    Instant made =
        generatedAt.isIntegralNumber() ? Instant.ofEpochSecond(generatedAt.longValue()) : written;
    return Clock.fixed(made, ZoneOffset.UTC);
  }
}
