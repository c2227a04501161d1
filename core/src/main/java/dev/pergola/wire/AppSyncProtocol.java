package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Refusal;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The realtime protocol of AWS AppSync (spec: wire 5.3, 5.4). One socket is shared by whoever uses
 * a page, so each {@code start} is judged by the credentials that it brings itself, and an error of
 * one says nothing of the others.
 *
 * <p>The retired protocol of Apollo, which has the same name, is told by its payload: an object
 * where AppSync sends a text. It has no {@code start_ack}, and sends credentials once.
 */
final class AppSyncProtocol extends Conversation {

  private final Backend backend;
  private final Introduction introduction;
  private boolean asked;

  AppSyncProtocol(Backend backend, Socket socket, RealtimeHandshake handshake) {
    super(backend, socket);
    this.backend = backend;
    this.introduction = new Introduction(backend, socket, handshake);
  }

  @Override
  public void message(@Nullable Map<?, ?> message) {
    if (message == null || !(message.get("type") instanceof String type)) {
      unsupported();
      return;
    }
    switch (type) {
      case "connection_init" -> introduce(message.get("payload"));
      case "start" -> start(message);
      case "stop" -> stop(message.get("id"));
      case "connection_terminate" -> socket.close(CloseCodes.NORMAL, "As the client wants");
      default -> unsupported();
    }
  }

  @Override
  public void keepAlive() {
    socket.send("{\"type\":\"ka\"}");
  }

  @Override
  void recheckConnection() {
    introduction.recheck(this::nothingLeft);
  }

  @Override
  void nothingLeft() {
    socket.closeAfterAll(CloseCodes.POLICY, "Nothing is left that the caller may have");
  }

  @Override
  public int initTimeoutCode() {
    return CloseCodes.POLICY;
  }

  private void introduce(@Nullable Object payload) {
    synchronized (this) {
      if (asked) {
        return;
      }
      asked = true;
    }
    var unused =
        introduction
            .verdict(SocketCredentials.of(payload), true)
            .thenAccept(
                verdict -> {
                  switch (verdict.outcome()) {
                    case WELCOME -> {
                      socket.send(
                          "{\"type\":\"connection_ack\",\"payload\":{\"connectionTimeoutMs\":300000}}");
                      keepAlive();
                    }
                    case FOREIGN -> refuseConnection(403, verdict.message());
                    case UNKNOWN -> refuseConnection(401, verdict.message());
                    case TOO_MANY -> socket.close(CloseCodes.TRY_AGAIN, verdict.message());
                  }
                });
  }

  /** The client closes; if it does not, the missing introduction does. */
  private void refuseConnection(int code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("errorType", "UnauthorizedException");
    error.put("errorCode", code);
    error.put("message", message);
    say("connection_error", null, Map.of("errors", List.of(error)));
  }

  private void start(Map<?, ?> message) {
    String id = usableId(message.get("id"));
    if (id == null) {
      unsupported();
      return;
    }
    DataRequest request = request(message.get("payload"));
    if (request == null) {
      error(id, "UnsupportedOperation", "The payload is no GraphQL request.");
      return;
    }
    if (isFull(id)) {
      return;
    }
    Credentials own = credentials(message.get("payload"));
    subscriptions.start(
        id, request, own, introduction.verdict().thenCompose(verdict -> judge(verdict, own)));
  }

  /**
   * Clients may leave the introduction out, and then are who the handshake says. Nobody gets
   * anything on a socket that is nobody's.
   */
  private CompletableFuture<Authentication> judge(Introduction.Verdict socketIs, Credentials own) {
    if (socketIs.outcome() == Introduction.Outcome.TOO_MANY) {
      socket.close(CloseCodes.TRY_AGAIN, socketIs.message());
    }
    return socketIs.welcome()
        ? Introduction.authenticate(backend, own)
        : CompletableFuture.completedFuture(
            Authentication.refused(Refusal.DENIED, "the socket is nobody's"));
  }

  /** The request's own credentials; those of the socket for clients that send them once. */
  private Credentials credentials(@Nullable Object payload) {
    if (payload instanceof Map<?, ?> members
        && members.get("extensions") instanceof Map<?, ?> extensions
        && extensions.get("authorization") != null) {
      return SocketCredentials.of(extensions.get("authorization"));
    }
    return isAppSync(payload) ? SocketCredentials.of((Object) null) : introduction.credentials();
  }

  private static boolean isAppSync(@Nullable Object payload) {
    return payload instanceof Map<?, ?> members && members.get("data") instanceof String;
  }

  private static @Nullable DataRequest request(@Nullable Object payload) {
    if (!(payload instanceof Map<?, ?> members)) {
      return null;
    }
    try {
      return members.get("data") instanceof String text
          ? Envelope.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults())
          : Envelope.read(members);
    } catch (Envelope.UnreadableException unreadable) {
      return null;
    }
  }

  private void stop(@Nullable Object id) {
    if (id instanceof String known) {
      boolean unused = subscriptions.stop(known);
      // Also for an id that is not known: who waits for the end has it.
      say("complete", known, null);
    }
  }

  @Override
  public void started(String id) {
    say("start_ack", id, null);
  }

  @Override
  public void event(String id, DataResponse event, Runnable sent) {
    socket.send(Frames.around("data", id, event.toJson()), sent);
  }

  @Override
  public boolean passesErrorsOver() {
    return true;
  }

  @Override
  void errors(@Nullable String id, List<DataError> errors) {
    say("error", id, Map.of("errors", errors.stream().map(AppSyncProtocol::shown).toList()));
  }

  /** The kind tells the client whether to give the whole socket up, so that there is always one. */
  private static Map<String, @Nullable Object> shown(DataError error) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put(
        "errorType", error.errorType() == null ? "UnsupportedOperation" : error.errorType());
    members.put("message", error.message());
    if (error.path() != null && !error.path().isEmpty()) {
      members.put("path", error.path());
    }
    return members;
  }

  private void unsupported() {
    error(null, "UnsupportedOperation", "unknown not supported through the realtime channel");
  }

  private void say(String type, @Nullable String id, @Nullable Object payload) {
    socket.send(Frames.of(type, id, payload));
  }
}
