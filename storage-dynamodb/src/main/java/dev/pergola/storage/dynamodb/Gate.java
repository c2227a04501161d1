package dev.pergola.storage.dynamodb;

import dev.pergola.storage.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets the operations of a store in until it is closed, and knows when the last of them has ended.
 * Writes can be held: those that come then wait, and nothing is lost.
 */
final class Gate {

  private static final long CLOSE_SECONDS = 30;

  private final Deque<Runnable> held = new ArrayDeque<>();
  private final Deque<CompletableFuture<Void>> holds = new ArrayDeque<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private int operations;
  private int writes;
  private int holding;
  private boolean closed;

  /** Runs an operation that only reads, or that takes care of itself. */
  <T> CompletableFuture<T> read(Supplier<CompletableFuture<T>> operation) {
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(closed());
      }
      operations++;
    }
    return start(operation).whenComplete((value, failure) -> ended());
  }

  /** Runs a write, unless writes are held; then later. */
  <T> CompletableFuture<T> write(Supplier<CompletableFuture<T>> write) {
    return read(() -> unlessHeld(write));
  }

  private <T> CompletableFuture<T> unlessHeld(Supplier<CompletableFuture<T>> write) {
    CompletableFuture<T> result = new CompletableFuture<>();
    synchronized (this) {
      if (holding > 0) {
        held.add(() -> running(write, result));
        return result;
      }
      writes++;
    }
    running(write, result);
    return result;
  }

  private <T> void running(Supplier<CompletableFuture<T>> write, CompletableFuture<T> result) {
    CompletableFuture<T> unused =
        start(write)
            .whenComplete(
                (value, failure) -> {
                  wrote();
                  if (failure == null) {
                    result.complete(value);
                  } else {
                    result.completeExceptionally(failure);
                  }
                });
  }

  /** Holds writes back from now on; completes when those under way have ended. */
  CompletableFuture<Void> hold() {
    CompletableFuture<Void> quiet = new CompletableFuture<>();
    synchronized (this) {
      holding++;
      if (writes > 0) {
        holds.add(quiet);
        return quiet;
      }
    }
    quiet.complete(null);
    return quiet;
  }

  /** Lets the writes go on, once for each {@link #hold}. */
  void release() {
    Deque<Runnable> waiting;
    synchronized (this) {
      if (--holding > 0) {
        return;
      }
      waiting = new ArrayDeque<>(held);
      held.clear();
      writes += waiting.size();
    }
    waiting.forEach(Runnable::run);
  }

  private void wrote() {
    Deque<CompletableFuture<Void>> quiet;
    synchronized (this) {
      if (--writes > 0) {
        return;
      }
      quiet = new ArrayDeque<>(holds);
      holds.clear();
    }
    quiet.forEach(each -> each.complete(null));
  }

  private synchronized void ended() {
    operations--;
    if (closed && operations == 0) {
      drained.complete(null);
    }
  }

  /** Lets nothing in any more, and waits until what is in has ended. */
  void close() {
    synchronized (this) {
      closed = true;
      if (operations == 0) {
        drained.complete(null);
      }
    }
    // After that time the host goes on closing; what is under way ends with its client.
    drained.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
  }

  synchronized void checkOpen() {
    if (closed) {
      throw closed();
    }
  }

  private static StoreException closed() {
    return new StoreException("The store is closed; open another one.");
  }

  private static <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> operation) {
    try {
      return operation.get();
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(
          new StoreException("The store failed: " + e.getMessage(), e));
    } catch (Error e) {
      // For whoever waits to judge; here it must not leave the operation counted for ever.
      return CompletableFuture.failedFuture(e);
    }
  }
}
