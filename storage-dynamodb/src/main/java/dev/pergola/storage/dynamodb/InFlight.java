package dev.pergola.storage.dynamodb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the calls that are under way at once, so that a wide request neither fails for want of a
 * connection nor takes them all for long: what comes beyond waits in line, without a thread.
 */
final class InFlight {

  /** Calls that a thread may begin to start while it starts one. */
  private static final int DEEPEST = 16;

  private final int most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final ThreadLocal<Integer> starting = new ThreadLocal<>();
  private int running;

  InFlight(int most) {
    this.most = most;
  }

  /** Starts a call as soon as its turn comes. */
  <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    synchronized (this) {
      waiting.add(() -> start(call, result));
    }
    startWaiting();
    return result;
  }

  private <T> void start(Supplier<CompletableFuture<T>> call, CompletableFuture<T> result) {
    CompletableFuture<T> unused =
        Futures.started(call)
            .whenComplete(
                (value, failure) -> {
                  // First the next call, so that what hangs on this one does not hold it up.
                  if (ended()) {
                    startWaiting();
                  }
                  if (failure == null) {
                    result.complete(value);
                  } else {
                    result.completeExceptionally(failure);
                  }
                });
  }

  /**
   * A thread that is starting one call starts the next within it, as one that ends at once may have
   * somebody behind it who waits for the next. But not ever deeper: from some depth on, the next is
   * started when that one is. Threads do not wait for each other, since to start a call is most of
   * its work.
   */
  private void startWaiting() {
    Integer around = starting.get();
    int depth = around == null ? 0 : around;
    if (depth == DEEPEST) {
      return;
    }
    starting.set(depth + 1);
    try {
      for (Runnable next = next(); next != null; next = next()) {
        next.run();
      }
    } finally {
      if (depth == 0) {
        starting.remove();
      } else {
        starting.set(depth);
      }
    }
  }

  /** Whether there are calls that wait for the place of one that has ended. */
  private synchronized boolean ended() {
    running--;
    return !waiting.isEmpty();
  }

  /** The next call, if it may start. */
  private synchronized @Nullable Runnable next() {
    if (running == most || waiting.isEmpty()) {
      return null;
    }
    running++;
    return waiting.remove();
  }
}
