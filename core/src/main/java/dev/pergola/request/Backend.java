package dev.pergola.request;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * What a transport needs of a backend: who is calling, and the answer. {@code dev.pergola.Pergola}
 * is the one to use; the protocol classes of {@code dev.pergola.wire} take this interface so that
 * they depend on nothing above them.
 */
public interface Backend {

  /**
   * Finds out who a request comes from. Whatever goes wrong is a refusal; fails only with {@link
   * OverloadedException}, when the backend is closed.
   *
   * @param credentials what the request brought
   */
  CompletableFuture<Authentication> authenticate(Credentials credentials);

  /**
   * Runs a request as this caller: on the calling thread, or on the backend's own when it has to
   * wait for its turn. Never fails for what a client can send: that is in the response's errors.
   * Fails with {@link OverloadedException} when the backend has too much to do or is closed, before
   * anything ran, and with {@link NotAQueryException} as {@link DataRequest#withQueriesOnly} says.
   *
   * <p>Cancelling the future tells the backend that nobody waits any more: what has not begun does
   * not begin; a write that has begun completes.
   */
  CompletableFuture<DataResponse> execute(DataRequest request, Identity identity);

  /**
   * Subscribes as this caller, until the credential stops being good. What is wrong with the
   * request is told by {@link EventStream#started()}; nothing is thrown for what a client can send.
   */
  EventStream subscribe(DataRequest request, Authentication.Accepted caller);

  /** Subscribes as this caller; as long as its token, if it has one, says that it is good. */
  default EventStream subscribe(DataRequest request, Identity identity) {
    Objects.requireNonNull(identity, "identity");
    return subscribe(request, new Authentication.Accepted(identity, null));
  }
}
