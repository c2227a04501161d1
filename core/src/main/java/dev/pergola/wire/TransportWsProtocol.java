package dev.pergola.wire;

import dev.pergola.auth.Credentials;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionRefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol {@code graphql-transport-ws} of the {@code graphql-ws} library (spec: wire 7). The
 * caller of all subscriptions is who the introduction proves.
 */
final class TransportWsProtocol implements Protocol, SocketSubscriptions.Talk {

  private final Backend backend;
  private final Socket socket;
  private final Introduction introduction;
  private final SocketSubscriptions subscriptions;

  TransportWsProtocol(Backend backend, Socket socket, RealtimeHandshake handshake) {
    this.backend = backend;
    this.socket = socket;
    this.introduction = new Introduction(backend, socket, handshake);
    this.subscriptions = new SocketSubscriptions(backend, this);
  }

  @Override
  public void message(@Nullable Map<?, ?> message) {
    if (message == null || !(message.get("type") instanceof String type)) {
      invalid();
      return;
    }
    switch (type) {
      case "connection_init" -> introduce(message.get("payload"));
      case "ping" -> say("pong", null, null);
      case "pong" -> {}
      case "subscribe" -> subscribe(message.get("id"), message.get("payload"));
      case "complete" -> complete(message.get("id"));
      default -> invalid();
    }
  }

  private void invalid() {
    socket.close(CloseCodes.BAD_MESSAGE, "Invalid message");
  }

  @Override
  public void keepAlive() {
    say("ping", null, null);
  }

  @Override
  public void recheck() {
    if (subscriptions.size() == 0) {
      introduction.recheck(this::forbidden);
    } else {
      subscriptions.recheck();
    }
  }

  private void forbidden() {
    socket.closeAfterAll(CloseCodes.FORBIDDEN, "Forbidden");
  }

  @Override
  public int initTimeoutCode() {
    return CloseCodes.INIT_TIMEOUT;
  }

  @Override
  public void ended() {
    subscriptions.end();
  }

  private void introduce(@Nullable Object payload) {
    if (introduction.isMade()) {
      socket.close(CloseCodes.SECOND_INIT, "Too many initialisation requests");
      return;
    }
    var unused =
        introduction
            .verdict(SocketCredentials.of(payload), false)
            .thenAccept(
                verdict -> {
                  switch (verdict.outcome()) {
                    case WELCOME -> say("connection_ack", null, null);
                    case FOREIGN, UNKNOWN -> forbidden();
                    case TOO_MANY -> socket.close(CloseCodes.TRY_AGAIN, verdict.message());
                  }
                });
  }

  private void subscribe(@Nullable Object id, @Nullable Object payload) {
    if (!socket.isReady()) {
      socket.close(CloseCodes.UNAUTHORIZED, "Unauthorized");
      return;
    }
    if (!(id instanceof String name)
        || name.isEmpty()
        || name.length() > AppSyncProtocol.MAX_ID
        || !(payload instanceof Map<?, ?> members)) {
      invalid();
      return;
    }
    DataRequest request;
    try {
      request = Envelope.read(members);
    } catch (Envelope.UnreadableException unreadable) {
      invalid();
      return;
    }
    if (subscriptions.has(name)) {
      socket.close(CloseCodes.DUPLICATE, "Subscriber for the id already exists");
    } else if (subscriptions.size() >= socket.options().maxSubscriptions()) {
      error(name, "MaxSubscriptionsReachedError", "There are too many subscriptions already.");
    } else {
      // Asked anew each time: what was good at the introduction may not be good any more.
      Credentials own = introduction.credentials();
      subscriptions.start(name, request, own, Introduction.authenticate(backend, own));
    }
  }

  private void complete(@Nullable Object id) {
    if (id instanceof String known) {
      boolean unused = subscriptions.stop(known);
    } else {
      invalid();
    }
  }

  @Override
  public void started(String id) {
    // Nothing is said of it: the first event is the first sign.
  }

  @Override
  public void event(String id, DataResponse event, Runnable sent) {
    socket.send(Frames.around("next", id, event.toJson()), sent);
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
      socket.closeAfterAll(CloseCodes.GOING_AWAY, "The server is stopping");
    } else if (!(why instanceof SubscriptionEndedException end)) {
      error(id, "InternalFailure", "Internal error");
    } else if (end.reason() == SubscriptionEndedException.Reason.TOO_SLOW) {
      socket.close(CloseCodes.TRY_AGAIN, "The client is too slow");
    } else {
      error(id, "UnauthorizedException", String.valueOf(end.getMessage()));
      if (subscriptions.size() == 0) {
        forbidden();
      }
    }
  }

  private void error(String id, String type, String message) {
    say("error", id, List.of(DataError.ofField(message, type, List.of(), null).toMap()));
  }

  private void say(String type, @Nullable String id, @Nullable Object payload) {
    socket.send(Frames.of(type, id, payload));
  }
}
