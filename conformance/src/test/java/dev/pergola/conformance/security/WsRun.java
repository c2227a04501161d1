package dev.pergola.conformance.security;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs cases, one a line, and says what came of them. */
final class WsRun implements AutoCloseable {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long PATIENCE = TimeUnit.SECONDS.toMillis(30);

  private final List<String> passed = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> notSupported = new ArrayList<>();

  private final WsTarget shared = new WsTarget();

  private WsRun() {}

  static WsRun of(List<String> lines) {
    try (WsRun run = new WsRun()) {
      lines.stream().filter(line -> !line.isBlank()).map(MAPPER::readTree).forEach(run::check);
      return run;
    }
  }

  @Override
  public void close() {
    shared.close();
  }

  List<String> passed() {
    return passed;
  }

  List<String> failed() {
    return failed;
  }

  List<String> notSupported() {
    return notSupported;
  }

  void print(PrintStream out) {
    notSupported.forEach(line -> out.println("not supported " + line));
    failed.forEach(line -> out.println("FAILED " + line));
    out.printf(
        "ws: %d passed, %d failed, %d not supported%n",
        passed.size(), failed.size(), notSupported.size());
  }

  private void check(JsonNode json) {
    if (!json.toString().contains("\"clock\"")) {
      check(json, shared);
      return;
    }
    // Of its own, since time does not go back.
    try (WsTarget target = new WsTarget()) {
      check(json, target);
    }
  }

  private void check(JsonNode json, WsTarget target) {
    String id = json.path("id").asString("(no id)");
    try (WsCase one = new WsCase(target, json)) {
      Optional<String> mismatch = one.run().or(() -> mismatch(one, target, json.path("expect")));
      if (mismatch.isEmpty()) {
        passed.add(id);
      } else {
        failed.add("%s (%s): %s".formatted(id, json.path("why").asString(""), mismatch.get()));
      }
    } catch (NotSupportedException word) {
      notSupported.add(id + ": " + word.getMessage());
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
