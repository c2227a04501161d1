package dev.pergola.request;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * The events of one subscription. Each is a {@link DataResponse}, as the answer to a request with
 * the same selection would be; equal selections share one object.
 *
 * <pre>{@code
 * EventStream stream =
 *     backend.subscribe(DataRequest.of("subscription { onCreatePost { id caption } }"), identity);
 * stream.started().join();
 * }</pre>
 *
 * <p>Has one reader. It is called on the backend's threads, never by two at once, and gets what it
 * asks for and no more; what it has not asked for yet waits in a queue of {@link
 * Limits#maxWaitingEvents()} and {@link Limits#maxWaitingBytes()}. What happens before the reader
 * comes waits there too. The reader is told {@code onError} with a {@link
 * SubscriptionRefusedException} or a {@link SubscriptionEndedException}, and {@code onComplete}
 * when the stream or the backend is closed.
 */
public interface EventStream extends Flow.Publisher<DataResponse>, AutoCloseable {

  /**
   * Completes when the subscription stands: from then on every commit on this node that matches is
   * an event, once, in the order of the commits of its record. Fails with a {@link
   * SubscriptionRefusedException}, or with an {@link OverloadedException}.
   */
  CompletableFuture<Void> started();

  /** Ends the subscription; what waits is not delivered any more. Idempotent, from any thread. */
  @Override
  void close();
}
