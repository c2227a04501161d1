package dev.pergola.transport.servlet;

import jakarta.servlet.AsyncContext;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of one request. A writer, a deadline and the container may all want to end it, each on a
 * thread of its own; only the first may, since a container may use the same context for another
 * request afterwards.
 */
final class Completion {

  private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

  private final AsyncContext async;
  private final AtomicBoolean over = new AtomicBoolean();

  Completion(AsyncContext async) {
    this.async = async;
  }

  /** Ends the request, unless it has been ended. */
  void complete() {
    if (over.compareAndSet(false, true)) {
      try {
        async.complete();
      } catch (IllegalStateException | RejectedExecutionException ended) {
        LOG.debug("The container has ended a request already, or itself", ended);
      }
    }
  }

  /** The container has ended the request. */
  void completed() {
    over.set(true);
  }
}
