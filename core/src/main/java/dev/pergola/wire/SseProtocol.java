package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.internal.json.Json;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One subscription as server-sent events, in the "distinct connections" mode of the library {@code
 * graphql-sse}. The answer has begun, so that all errors are events too.
 */
final class SseProtocol extends Conversation {

  private static final String ONLY = "";

  /**
   * A line that clients skip. With the first the head of the answer is sent: who has that misses no
   * event from then on.
   */
  private static final String COMMENT = ":\n\n";

  /** Proxies give up on an answer in which nothing comes, many after half a minute. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  SseProtocol(Backend backend, Socket socket) {
    super(backend, socket);
  }

  void start(DataRequest request, Credentials credentials, Authentication.Accepted caller) {
    socket.ready();
    if (socket.admits(caller.identity(), credentials)) {
      subscriptions.start(ONLY, request, credentials, CompletableFuture.completedFuture(caller));
    } else {
      error(ONLY, "TooManyConnectionsError", "This caller has too many connections already.");
    }
  }

  @Override
  public void message(@Nullable Map<?, ?> message) {
    // Clients have said all in their request.
  }

  @Override
  public void keepAlive() {
    socket.send(COMMENT);
  }

  @Override
  public Duration keepAliveInterval() {
    Duration asked = super.keepAliveInterval();
    return asked.compareTo(KEEP_ALIVE) < 0 ? asked : KEEP_ALIVE;
  }

  @Override
  public int initTimeoutCode() {
    return CloseCodes.NORMAL;
  }

  @Override
  public void started(String id) {
    socket.send(COMMENT);
  }

  @Override
  public void event(String id, DataResponse event, Runnable sent) {
    socket.send(next(new String(event.toJson(), StandardCharsets.UTF_8)), sent);
  }

  @Override
  public boolean passesErrorsOver() {
    return false;
  }

  @Override
  void errors(@Nullable String id, List<DataError> errors) {
    socket.send(next(Json.write(Map.of("errors", errors.stream().map(DataError::toMap).toList()))));
    socket.send("event: complete\ndata:\n\n");
    nothingLeft();
  }

  @Override
  void nothingLeft() {
    socket.closeAfterAll(CloseCodes.NORMAL, "");
  }

  @Override
  void recheckConnection() {
    // It is there for one subscription, and ends with it.
  }

  /** JSON has no line breaks of its own, so that one line of data holds it. */
  private static String next(String json) {
    return "event: next\ndata: " + json + "\n\n";
  }
}
