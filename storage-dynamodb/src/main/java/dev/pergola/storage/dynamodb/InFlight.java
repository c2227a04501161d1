package dev.pergola.storage.dynamodb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Bounds the calls that are under way at once, so that a wide request neither fails for want of a
 * connection nor takes them all for long: what comes beyond waits in line, without a thread.
 */
final class InFlight {

  private final int most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;
  private boolean starting;

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
                  synchronized (this) {
                    running--;
                  }
                  // First the next call, so that what hangs on this one does not hold it up.
                  startWaiting();
                  if (failure == null) {
                    result.complete(value);
                  } else {
                    result.completeExceptionally(failure);
                  }
                });
  }

  /**
   * One thread starts at a time: calls that end at once would else start each other ever deeper.
   */
  private void startWaiting() {
    while (true) {
      Runnable next;
      synchronized (this) {
        if (starting || running == most || waiting.isEmpty()) {
          return;
        }
        next = waiting.remove();
        running++;
        starting = true;
      }
      try {
        next.run();
      } finally {
        synchronized (this) {
          starting = false;
        }
      }
    }
  }
}
