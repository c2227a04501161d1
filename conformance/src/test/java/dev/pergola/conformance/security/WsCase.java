package dev.pergola.conformance.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** One case of the corpus, while it runs: its steps, and what has come of them. */
final class WsCase implements AutoCloseable {

  private static final String START =
      "{\"id\":\"probe\",\"type\":\"start\",\"payload\":{\"data\":\"{\\\"query\\\":\\\"subscription{onUpdatePost{id}}\\\"}\","
          + "\"extensions\":{\"authorization\":{H:alice}}}}";

  private static final Set<String> CONNECT = Set.of("path", "subprotocols", "auth", "origin");

  /** Machines that others use as well are slower. */
  private static final int PATIENCE = 6;

  private final WsTarget target;
  private final JsonNode json;
  private final List<WsClient> idle = new ArrayList<>();
  private WsClient client;

  WsCase(WsTarget target, JsonNode json) {
    this.target = target;
    this.json = json;
    this.client = connect();
  }

  WsClient client() {
    return client;
  }

  /** Runs the steps; what did not go as they say, if anything. */
  Optional<String> run() {
    for (JsonNode step : json.path("steps")) {
      Optional<String> mismatch = run(step, "");
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    client.drop();
    idle.forEach(WsClient::drop);
  }

  private Optional<String> run(JsonNode step, String number) {
    String word = step.propertyNames().iterator().next();
    JsonNode given = step.path(word);
    switch (word) {
      case "send" -> client.send(fill(given.toString(), number));
      case "sendText" -> client.send(fill(given.stringValue(), number));
      case "sendBinary" -> client.send(Base64.getDecoder().decode(given.stringValue()));
      case "sendGen" -> client.send(generated(given));
      case "repeat" -> {
        return repeat(step);
      }
      case "recv" -> {
        return client.receives(given.stringValue(), id(step, number), millis(step, "within"))
            ? Optional.empty()
            : Optional.of("expected %s, came %s".formatted(step, client.frames));
      }
      case "none" -> {
        return client.receives(given.stringValue(), id(step, number), step.path("during").asLong())
            ? Optional.of("expected no %s, came %s".formatted(given, client.frames))
            : Optional.empty();
      }
      case "close" -> {
        return closes(given, millis(step, "within"));
      }
      case "wait" -> pause(given.asLong());
      case "pauseRead" -> client.readNothing(given.asLong());
      case "openOnly" -> {
        for (int i = 0; i < given.asInt(1); i++) {
          idle.add(connect());
        }
      }
      case "admin" -> admin(given);
      case "ping" -> {
        for (int i = 0; i < given.asInt(); i++) {
          client.ping();
        }
      }
      case "http" ->
          target.as(
              given.path("as").stringValue(), fill(given.path("query").stringValue(), number));
      case "clock" -> target.pass(Duration.ofSeconds(given.asLong()));
      case "reconnect" -> {
        client.drop();
        client = connect();
      }
      case "drop" -> drop(given.stringValue());
      case "control" -> {
        return probe();
      }
      default -> throw new NotSupportedException("steps." + word);
    }
    return Optional.empty();
  }

  /** Whether another socket and a request are served as ever. */
  Optional<String> probe() {
    WsClient other =
        new WsClient(
            target.uri("/graphql/realtime"),
            Optional.empty(),
            List.of("graphql-ws", target.fill("header-{H64:alice}")));
    try {
      other.send("{\"type\":\"connection_init\"}");
      other.send(target.fill(START));
      if (!other.receives("start_ack", "probe", 1_000 * PATIENCE)) {
        return Optional.of("expected another socket to be served, came " + other.frames);
      }
      return target.as("alice", "{__typename}").errors().isEmpty()
          ? Optional.empty()
          : Optional.of("expected a request to be served");
    } finally {
      other.drop();
    }
  }

  private WsClient connect() {
    JsonNode connect = json.path("connect");
    for (String member : connect.propertyNames()) {
      if (!CONNECT.contains(member)) {
        throw new NotSupportedException("connect." + member);
      }
    }
    return new WsClient(
        target.uri(target.fill(connect.path("path").stringValue())),
        connect.has("origin")
            ? Optional.of(target.fill(connect.path("origin").stringValue()))
            : Optional.empty(),
        StreamSupport.stream(connect.path("subprotocols").spliterator(), false)
            .map(offered -> target.fill(offered.stringValue()))
            .toList());
  }

  private Optional<String> repeat(JsonNode step) {
    for (int i = 0; i < step.path("repeat").asInt(); i++) {
      for (JsonNode inner : step.path("steps")) {
        Optional<String> mismatch = run(inner, String.valueOf(i));
        if (mismatch.isPresent()) {
          return mismatch;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> closes(JsonNode codes, long millis) {
    int code = client.closes(millis);
    boolean fits =
        code != -1
            && ((codes.isString() && codes.stringValue().equals("any"))
                || codes.asInt(0) == code
                || StreamSupport.stream(codes.spliterator(), false)
                    .anyMatch(one -> one.asInt(0) == code));
    return fits
        ? Optional.empty()
        : Optional.of("expected to be closed with %s, came %d".formatted(codes, code));
  }

  private void drop(String how) {
    switch (how) {
      case "tcp" -> client.drop();
      case "silent" -> client.readNothing();
      default -> throw new NotSupportedException("steps.drop." + how);
    }
  }

  /** {@code "word"}, or {@code {"word": "whom"}}. */
  private void admin(JsonNode given) {
    if (given.isString()) {
      target.admin(given.stringValue(), "");
    } else {
      given.properties().forEach(word -> target.admin(word.getKey(), word.getValue().asString("")));
    }
  }

  /** Nothing to wait for in particular: whether the server is as it was is asked afterwards. */
  private void pause(long millis) {
    boolean unused = client.receives("nothing", "", millis);
  }

  /** An authorization stands for an object, where a text is in the corpus. */
  private String fill(String text, String number) {
    return target
        .fill(TargetCallers.fill(text).replace("\"{H:", "{H:").replaceAll("(\\{H:[^}]*})\"", "$1"))
        .replace("$i", number);
  }

  private static String id(JsonNode step, String number) {
    return step.path("id").asString("").replace("$i", number);
  }

  private static long millis(JsonNode step, String word) {
    return step.path(word).asLong(5_000) * PATIENCE;
  }

  private static String generated(JsonNode generator) {
    return generator.path("prefix").asString("")
        + generator.path("repeat").asString("").repeat(generator.path("times").asInt())
        + generator.path("suffix").asString("");
  }
}
