package dev.pergola.wire;

import dev.pergola.auth.Credentials;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The protocol {@code graphql-transport-ws} of the {@code graphql-ws} library (spec: wire 7). The
 * caller of all subscriptions is who the introduction proves.
 */
final class TransportWsProtocol extends Conversation {

  /** What has an object for its payload, if it has one. */
  private static final Set<String> OF_THE_CONNECTION = Set.of("connection_init", "ping", "pong");

  private final Backend backend;
  private final Introduction introduction;

  TransportWsProtocol(Backend backend, Socket socket, RealtimeHandshake handshake) {
    super(backend, socket);
    this.backend = backend;
    this.introduction = new Introduction(backend, socket, handshake);
  }

  @Override
  public void message(@Nullable Map<?, ?> message) {
    if (message == null || !(message.get("type") instanceof String type)) {
      invalid();
      return;
    }
    Object payload = message.get("payload");
    if (OF_THE_CONNECTION.contains(type) && payload != null && !(payload instanceof Map<?, ?>)) {
      invalid();
      return;
    }
    switch (type) {
      case "connection_init" -> introduce(payload);
      case "ping" -> say("pong", null, null);
      case "pong" -> {}
      case "subscribe" -> subscribe(message.get("id"), payload);
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
  void recheckConnection() {
    introduction.recheck(this::nothingLeft);
  }

  @Override
  void nothingLeft() {
    socket.closeAfterAll(CloseCodes.FORBIDDEN, "Forbidden");
  }

  @Override
  public int initTimeoutCode() {
    return CloseCodes.INIT_TIMEOUT;
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
                    case FOREIGN, UNKNOWN -> nothingLeft();
                    case TOO_MANY -> socket.close(CloseCodes.TRY_AGAIN, verdict.message());
                  }
                });
  }

  private void subscribe(@Nullable Object id, @Nullable Object payload) {
    if (!socket.isReady()) {
      socket.close(CloseCodes.UNAUTHORIZED, "Unauthorized");
      return;
    }
    String name = usableId(id);
    if (name == null || !(payload instanceof Map<?, ?> members)) {
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
    } else if (!isFull(name)) {
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
  public boolean passesErrorsOver() {
    return false;
  }

  @Override
  void errors(@Nullable String id, List<DataError> errors) {
    say("error", id, errors.stream().map(DataError::toMap).toList());
  }

  private void say(String type, @Nullable String id, @Nullable Object payload) {
    socket.send(Frames.of(type, id, payload));
  }
}
