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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol {@code graphql-transport-ws} of the {@code graphql-ws} library (spec: wire 7). The
 * caller of all subscriptions is who the introduction proves.
 */
final class TransportWsProtocol implements Protocol, SocketSubscriptions.Talk {

  private static final int GOING_AWAY = 1001;
  private static final int TRY_AGAIN = 1013;
  private static final int BAD_MESSAGE = 4400;
  private static final int UNAUTHORIZED = 4401;
  private static final int FORBIDDEN = 4403;
  private static final int INIT_TIMEOUT = 4408;
  private static final int DUPLICATE = 4409;
  private static final int SECOND_INIT = 4429;

  private final Backend backend;
  private final Socket socket;
  private final RealtimeHandshake handshake;
  private final SocketSubscriptions subscriptions;
  private boolean introduced;
  private Authentication.@Nullable Accepted caller;

  TransportWsProtocol(Backend backend, Socket socket, RealtimeHandshake handshake) {
    this.backend = backend;
    this.socket = socket;
    this.handshake = handshake;
    this.subscriptions = new SocketSubscriptions(backend, this);
  }

  @Override
  public void message(@Nullable Map<?, ?> message) {
    if (message == null || !(message.get("type") instanceof String type)) {
      socket.close(BAD_MESSAGE, "Invalid message");
      return;
    }
    switch (type) {
      case "connection_init" -> introduce(message.get("payload"));
      case "ping" -> say("pong", null, null);
      case "pong" -> {}
      case "subscribe" -> subscribe(message.get("id"), message.get("payload"));
      case "complete" -> complete(message.get("id"));
      default -> socket.close(BAD_MESSAGE, "Invalid message");
    }
  }

  @Override
  public void keepAlive() {
    say("ping", null, null);
  }

  @Override
  public int initTimeoutCode() {
    return INIT_TIMEOUT;
  }

  @Override
  public void ended() {
    subscriptions.end();
  }

  private void introduce(@Nullable Object payload) {
    boolean again;
    synchronized (this) {
      again = introduced;
      introduced = true;
    }
    if (again) {
      socket.close(SECOND_INIT, "Too many initialisation requests");
      return;
    }
    if (!Origins.allow(handshake.headers(), socket.options().allowedOrigins())) {
      socket.close(FORBIDDEN, "Forbidden");
      return;
    }
    Credentials own = SocketCredentials.of(payload);
    var unused =
        backend
            .authenticate(SocketCredentials.isEmpty(own) ? SocketCredentials.of(handshake) : own)
            .whenComplete((verdict, failure) -> introduced(verdict));
  }

  private void introduced(@Nullable Authentication verdict) {
    if (!(verdict instanceof Authentication.Accepted accepted)) {
      socket.close(FORBIDDEN, "Forbidden");
    } else if (!socket.admits(accepted.identity())) {
      socket.close(TRY_AGAIN, "Too many connections of this caller");
    } else {
      synchronized (this) {
        caller = accepted;
      }
      socket.ready();
      say("connection_ack", null, null);
    }
  }

  private void subscribe(@Nullable Object id, @Nullable Object payload) {
    Authentication.Accepted known;
    synchronized (this) {
      known = caller;
    }
    if (known == null) {
      socket.close(UNAUTHORIZED, "Unauthorized");
      return;
    }
    if (!(id instanceof String name) || name.isEmpty() || !(payload instanceof Map<?, ?> members)) {
      socket.close(BAD_MESSAGE, "Invalid message");
      return;
    }
    DataRequest request;
    try {
      request = Envelope.read(members);
    } catch (Envelope.UnreadableException unreadable) {
      socket.close(BAD_MESSAGE, "Invalid message");
      return;
    }
    if (subscriptions.has(name)) {
      socket.close(DUPLICATE, "Subscriber for the id already exists");
    } else if (subscriptions.size() >= socket.options().maxSubscriptions()) {
      error(name, "MaxSubscriptionsReachedError", "There are too many subscriptions already.");
    } else {
      subscriptions.start(name, request, known);
    }
  }

  private void complete(@Nullable Object id) {
    if (id instanceof String known) {
      boolean unused = subscriptions.stop(known);
    } else {
      socket.close(BAD_MESSAGE, "Invalid message");
    }
  }

  @Override
  public void started(String id) {
    // Nothing is said of it: the first event is the first sign.
  }

  @Override
  public void event(String id, DataResponse event, Runnable sent) {
    String payload = new String(event.toJson(), StandardCharsets.UTF_8);
    socket.send(
        "{\"id\":%s,\"type\":\"next\",\"payload\":%s}".formatted(Json.write(id), payload), sent);
  }

  @Override
  public void unauthorized(String id, String message) {
    error(id, "UnauthorizedException", message);
  }

  @Override
  public void refused(String id, Throwable why) {
    if (why instanceof SubscriptionRefusedException told) {
      say("error", id, told.errors().stream().map(DataError::toMap).toList());
    } else {
      error(id, "InternalFailure", "The subscription could not be made.");
    }
  }

  @Override
  public void ended(String id, @Nullable Throwable why) {
    if (why == null) {
      socket.closeAfterAll(GOING_AWAY, "The server is stopping");
    } else if (!(why instanceof SubscriptionEndedException end)) {
      error(id, "InternalFailure", "Internal error");
    } else if (end.reason() == SubscriptionEndedException.Reason.TOO_SLOW) {
      socket.close(TRY_AGAIN, "The client is too slow");
    } else {
      error(id, "UnauthorizedException", String.valueOf(end.getMessage()));
      if (subscriptions.size() == 0) {
        socket.closeAfterAll(FORBIDDEN, "Forbidden");
      }
    }
  }

  private void error(String id, String type, String message) {
    say("error", id, List.of(DataError.ofField(message, type, List.of(), null).toMap()));
  }

  private void say(String type, @Nullable String id, @Nullable Object payload) {
    Map<String, Object> frame = new LinkedHashMap<>();
    if (id != null) {
      frame.put("id", id);
    }
    frame.put("type", type);
    if (payload != null) {
      frame.put("payload", payload);
    }
    socket.send(Json.write(frame));
  }
}
