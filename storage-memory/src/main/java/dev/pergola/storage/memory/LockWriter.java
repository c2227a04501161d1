package dev.pergola.storage.memory;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes in the caller's thread, under a lock: in memory there is nothing to wait for, so another
 * thread would only add its handover.
 */
final class LockWriter implements Writer {

  /** How long a long job steps back for those who wait: the lock alone would let it go on first. */
  private static final long COURTESY_NANOS = 50_000;

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  LockWriter(Database database) {
    this.database = database;
  }

  @Override
  public <T> CompletionStage<T> submit(Job<T> job) {
    try {
      return CompletableFuture.completedFuture(run(job));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(Failures.of(e));
    }
  }

  @Override
  public <T> CompletionStage<T> submitLong(LongJob<T> job) {
    try {
      Optional<T> result = run(job::step);
      while (result.isEmpty()) {
        if (lock.hasQueuedThreads()) {
          LockSupport.parkNanos(COURTESY_NANOS);
        }
        result = run(job::step);
      }
      return CompletableFuture.completedFuture(result.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(Failures.of(e));
    }
  }

  private <T> T run(Job<T> job) {
    lock.lock();
    try {
      if (closed) {
        throw Failures.closed();
      }
      T result = job.run(database);
      if (database.hasUnpublished()) {
        database.publish();
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        database.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
