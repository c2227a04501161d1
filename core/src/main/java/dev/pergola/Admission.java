package dev.pergola;

import dev.pergola.request.Limits;
import dev.pergola.request.OverloadedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private int active;
  private boolean closed;

  Admission(Limits limits, Executor executor) {
    this.maxActive = limits.maxConcurrentRequests();
    this.maxQueued = limits.maxQueued();
    this.executor = executor;
  }

  /**
   * Starts the work when there is a place for it; fails with {@link OverloadedException} when there
   * is none.
   */
  <T> CompletableFuture<T> admit(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedFuture(new OverloadedException("The backend is closed."));
      }
      if (active >= maxActive) {
        if (queue.size() >= maxQueued) {
          return CompletableFuture.failedFuture(
              new OverloadedException(
                  "%d requests are under way and %d wait.".formatted(active, queue.size())));
        }
        queue.add(() -> run(work, result));
        return result;
      }
      active++;
    } finally {
      lock.unlock();
    }
    run(work, result);
    return result;
  }

  /**
   * Takes no more work, and waits for what is under way or queued.
   *
   * @return whether all of it has ended in time
   */
  boolean drain(Duration timeout) {
    lock.lock();
    try {
      closed = true;
      long left = timeout.toNanos();
      while (active > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return active == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private <T> void run(Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {
    CompletableFuture<T> started;
    try {
      started = work.get();
    } catch (RuntimeException | Error fault) {
      started = CompletableFuture.failedFuture(fault);
    }
    CompletableFuture<T> unused =
        started.whenComplete(
            (value, failure) -> {
              // The place is free before the caller learns of it, so that a caller who goes on at
              // once
              // finds it free.
              release();
              if (failure == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  private void release() {
    @Nullable Runnable next;
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
      executor.execute(next);
    }
  }
}
