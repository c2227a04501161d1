package dev.pergola;

import dev.pergola.internal.execute.Cancellation;
import dev.pergola.request.Limits;
import dev.pergola.request.OverloadedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Bounds the requests under way. One that finds a place starts at once on its caller's thread; one
 * that does not waits in a bounded queue and is started on the backend's own threads; one that
 * finds the queue full is refused before anything runs.
 */
final class Admission {

  private final int maxActive;
  private final int maxQueued;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Deque<Waiting<?>> queue = new ArrayDeque<>();
  private int active;
  private boolean closed;

  Admission(Limits limits, Executor executor) {
    this.maxActive = limits.maxConcurrentRequests();
    this.maxQueued = limits.maxQueued();
    this.executor = executor;
  }

  /**
   * Starts the work when there is a place for it; fails with {@link OverloadedException} when there
   * is none. Work that nobody waits for any more leaves its place in the queue to others.
   */
  <T> CompletableFuture<T> admit(Supplier<CompletableFuture<T>> work, Cancellation cancellation) {
    Waiting<T> admitted = new Waiting<>(work, new CompletableFuture<>());
    boolean waits;
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedFuture(closedException());
      }
      waits = active >= maxActive;
      if (!waits) {
        active++;
      } else if (queue.size() < maxQueued) {
        queue.add(admitted);
      } else {
        return CompletableFuture.failedFuture(
            new OverloadedException(
                "%d requests are under way and %d wait.".formatted(active, queue.size())));
      }
    } finally {
      lock.unlock();
    }
    if (waits) {
      cancellation.whenCancelled(() -> leave(admitted));
    } else {
      run(admitted);
    }
    return admitted.result();
  }

  private void leave(Waiting<?> admitted) {
    boolean waited;
    lock.lock();
    try {
      waited = queue.remove(admitted);
    } finally {
      lock.unlock();
    }
    if (waited) {
      admitted.result().cancel(false);
    }
  }

  /**
   * Takes no more work, and waits for what is under way or queued. What is still queued then is
   * refused: there will be nobody to start it.
   *
   * @return whether all of it has ended in time
   */
  boolean drain(Duration timeout) {
    List<Waiting<?>> left;
    boolean ended;
    lock.lock();
    try {
      closed = true;
      ended = awaitIdle(timeout.toNanos());
      left = List.copyOf(queue);
      queue.clear();
    } finally {
      lock.unlock();
    }
    left.forEach(waiting -> waiting.result().completeExceptionally(closedException()));
    return ended;
  }

  private boolean awaitIdle(long nanos) {
    long left = nanos;
    try {
      while (active > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return active == 0;
  }

  private static OverloadedException closedException() {
    return new OverloadedException("The backend is closed.");
  }

  private <T> void run(Waiting<T> admitted) {
    CompletableFuture<T> started;
    try {
      started = admitted.work().get();
    } catch (RuntimeException | Error fault) {
      started = CompletableFuture.failedFuture(fault);
    }
    CompletableFuture<T> unused =
        started.whenComplete(
            (value, failure) -> {
              // The place is free before the caller learns of it: who goes on at once finds it.
              release();
              if (failure == null) {
                admitted.result().complete(value);
              } else {
                admitted.result().completeExceptionally(failure);
              }
            });
  }

  private void release() {
    Waiting<?> next;
    lock.lock();
    try {
      next = queue.poll();
      if (next == null && --active == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (next != null) {
      executor.execute(() -> run(next));
    }
  }

  /** Work, and where its caller waits for the answer. */
  private record Waiting<T>(Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {}
}
