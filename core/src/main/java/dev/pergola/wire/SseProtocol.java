package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.internal.json.Json;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One subscription as server-sent events, in the "distinct connections" mode of the library {@code
 * graphql-sse}. The answer has begun, so that all errors are events too.
 */
final class SseProtocol implements Protocol, SocketSubscriptions.Talk {

  private static final String ONLY = "";

  /**
   * A line that clients skip. With the first the head of the answer is sent: who has that misses no
   * event from then on.
   */
  private static final String COMMENT = ":\n\n";

  private final Socket socket;
  private final SocketSubscriptions subscriptions;

  SseProtocol(Backend backend, Socket socket) {
    this.socket = socket;
    this.subscriptions = new SocketSubscriptions(backend, this);
  }

  void start(DataRequest request, Credentials credentials, Authentication.Accepted caller) {
    socket.ready();
    if (socket.admits(caller.identity(), credentials)) {
      subscriptions.start(ONLY, request, credentials, CompletableFuture.completedFuture(caller));
    } else {
      fail("TooManyConnectionsError", "This caller has too many connections already.");
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
  public void recheck() {
    subscriptions.recheck();
  }

  @Override
  public int initTimeoutCode() {
    return CloseCodes.NORMAL;
  }

  @Override
  public void ended() {
    subscriptions.end();
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
  public void unauthorized(String id, String message) {
    fail("UnauthorizedException", message);
  }

  @Override
  public void refused(String id, Throwable why) {
    if (why instanceof SubscriptionRefusedException told) {
      fail(told.errors());
    } else {
      fail("InternalFailure", "The subscription could not be made.");
    }
  }

  @Override
  public void ended(String id, @Nullable Throwable why) {
    if (why == null) {
      // Not complete: a client that comes back finds another node, or this one again.
      socket.closeAfterAll(CloseCodes.GOING_AWAY, "The server is stopping");
    } else if (!(why instanceof SubscriptionEndedException end)) {
      fail("InternalFailure", "Internal error");
    } else if (end.reason() == SubscriptionEndedException.Reason.TOO_SLOW) {
      socket.close(CloseCodes.TRY_AGAIN, "The client is too slow");
    } else {
      fail("UnauthorizedException", String.valueOf(end.getMessage()));
    }
  }

  private void fail(String type, String message) {
    fail(List.of(DataError.ofField(message, type, List.of(), null)));
  }

  private void fail(List<DataError> errors) {
    socket.send(next(Json.write(Map.of("errors", errors.stream().map(DataError::toMap).toList()))));
    socket.send("event: complete\ndata:\n\n");
    socket.closeAfterAll(CloseCodes.NORMAL, "");
  }

  /** JSON has no line breaks of its own, so that one line of data holds it. */
  private static String next(String json) {
    return "event: next\ndata: " + json + "\n\n";
  }
}
