package dev.pergola.conformance.security;

import dev.pergola.conformance.report.Report;
import dev.pergola.transport.servlet.Container;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Runs cases in one container. */
final class WsRun implements AutoCloseable {

  private static final long PATIENCE = TimeUnit.SECONDS.toMillis(30);

  private final Container container;
  private final WsTarget shared;

  private WsRun(Container container) {
    this.container = container;
    this.shared = new WsTarget(container);
  }

  static Report of(Container container, List<JsonNode> cases) {
    try (WsRun run = new WsRun(container)) {
      return Cases.run("ws", cases, run::check);
    }
  }

  @Override
  public void close() {
    shared.close();
  }

  private Optional<String> check(JsonNode json) {
    if (!changesTheServer(json)) {
      return check(json, shared);
    }
    try (WsTarget target = new WsTarget(container)) {
      return check(json, target);
    }
  }

  /** Time does not go back, and what a host has taken away does not come back. */
  private static boolean changesTheServer(JsonNode json) {
    String text = json.toString();
    return text.contains("\"clock\"") || text.contains("\"admin\"");
  }

  private static Optional<String> check(JsonNode json, WsTarget target) {
    try (WsCase one = new WsCase(target, json)) {
      return one.run().or(() -> mismatch(one, target, json.path("expect")));
    }
  }

  private static Optional<String> mismatch(WsCase one, WsTarget target, JsonNode expect) {
    for (String word : expect.propertyNames()) {
      Optional<String> mismatch = mismatch(one, target, word, expect.path(word));
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mismatch(
      WsCase one, WsTarget target, String word, JsonNode expected) {
    WsClient client = one.client();
    boolean fits =
        switch (word) {
          case "serverAlive", "othersUnaffected" -> one.probe().isEmpty();
          case "outcome" -> expected.stringValue().equals("ok") && errors(client) == 0;
          case "acked" -> expected.asBoolean() == has(client, "connection_ack");
          case "oneOf", "endsWith" -> reacts(client, expected);
          case "errorType" ->
              await(() -> client.frames.toString().contains('"' + expected.stringValue() + '"'));
          case "neverContains" ->
              StreamSupport.stream(expected.spliterator(), false)
                  .noneMatch(text -> client.frames.toString().contains(text.stringValue()));
          case "errorsAfter" ->
              await(() -> count(client, "start_ack") == expected.asInt() && errors(client) > 0);
          case "liveSubscriptions" -> {
            one.close();
            yield await(() -> target.sockets() == expected.asInt());
          }
          default -> throw new NotSupportedException("expect." + word);
        };
    return fits
        ? Optional.empty()
        : Optional.of("expected %s %s, came %s".formatted(word, expected, brief(client)));
  }

  private static boolean reacts(WsClient client, JsonNode reactions) {
    return await(
        () ->
            StreamSupport.stream(reactions.spliterator(), false)
                .anyMatch(
                    reaction ->
                        reaction.stringValue().equals("close")
                            ? client.isClosed()
                            : errors(client) > 0));
  }

  private static long errors(WsClient client) {
    return count(client, "error") + count(client, "connection_error");
  }

  private static boolean has(WsClient client, String type) {
    return count(client, type) > 0;
  }

  private static long count(WsClient client, String type) {
    return client.frames.stream()
        .filter(frame -> frame.path("type").asString("").equals(type))
        .count();
  }

  /** Asks until it is so, or patience ends. */
  private static boolean await(BooleanSupplier so) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return true;
  }

  private static String brief(WsClient client) {
    String frames = client.frames.toString();
    return frames.length() > 500 ? frames.substring(0, 500) + "..." : frames;
  }
}
