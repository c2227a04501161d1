package dev.pergola.wire;

import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.OverloadedException;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionRefusedException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all protocols have of a conversation about subscriptions: what is said of their ends, and
 * when the connection ends with them. How it is said is the protocol's.
 */
abstract class Conversation implements Protocol, SocketSubscriptions.Talk {

  /** Of an id, which is kept for each subscription and repeated in each event. */
  private static final int MAX_ID = 256;

  private static final String UNAUTHORIZED = "UnauthorizedException";

  final Socket socket;
  final SocketSubscriptions subscriptions;

  Conversation(Backend backend, Socket socket) {
    this.socket = socket;
    this.subscriptions = new SocketSubscriptions(backend, this);
  }

  /** Says that there will be no more of a subscription; null for what is none's. */
  abstract void errors(@Nullable String id, List<DataError> errors);

  /** Nobody has anything to hear here any more. */
  abstract void nothingLeft();

  /** Looks again at whose the connection is, while there is no subscription. */
  abstract void recheckConnection();

  @Override
  public Duration keepAliveInterval() {
    return socket.options().keepAlive();
  }

  @Override
  public final void recheck() {
    if (subscriptions.size() == 0) {
      recheckConnection();
    } else {
      subscriptions.recheck();
    }
  }

  @Override
  public final void ended() {
    subscriptions.end();
  }

  @Override
  public final void unauthorized(String id, String message) {
    error(id, UNAUTHORIZED, message);
  }

  @Override
  public final void refused(String id, Throwable why) {
    if (why instanceof SubscriptionRefusedException told) {
      errors(id, told.errors());
    } else if (why instanceof OverloadedException) {
      error(id, "LimitExceededError", "Too much is under way; try again.");
    } else {
      failed(id);
    }
  }

  @Override
  public final void ended(String id, @Nullable Throwable why) {
    if (why == null) {
      socket.closeAfterAll(CloseCodes.GOING_AWAY, "The server is stopping");
    } else if (!(why instanceof SubscriptionEndedException end)) {
      failed(id);
    } else if (end.reason() == SubscriptionEndedException.Reason.TOO_SLOW) {
      socket.close(CloseCodes.TRY_AGAIN, "The client is too slow");
    } else {
      unauthorized(id, String.valueOf(end.getMessage()));
      if (subscriptions.size() == 0) {
        nothingLeft();
      }
    }
  }

  final void error(@Nullable String id, String type, String message) {
    errors(id, List.of(DataError.ofField(message, type, List.of(), null)));
  }

  private void failed(String id) {
    error(id, "InternalFailure", "Internal error");
  }

  /** The id of a subscription that a client wants to have; null for none that can be kept. */
  static @Nullable String usableId(@Nullable Object given) {
    return given instanceof String id && !id.isEmpty() && id.length() <= MAX_ID ? id : null;
  }

  /** Whether one with this id is one too many, which the client is told then. */
  final boolean isFull(String id) {
    int others = subscriptions.size() - (subscriptions.has(id) ? 1 : 0);
    int max = socket.options().maxSubscriptions();
    if (others < max) {
      return false;
    }
    error(
        id,
        "MaxSubscriptionsReachedError",
        "Max number of %d subscriptions reached".formatted(max));
    return true;
  }
}
