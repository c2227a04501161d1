package dev.pergola.storage.memory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes in the caller's thread, under a lock: in memory there is nothing to wait for, so another
 * thread would only add its handover.
 */
final class LockWriter implements Writer {

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  LockWriter(Database database) {
    this.database = database;
  }

  @Override
  public <T> CompletionStage<T> submit(Job<T> job) {
    lock.lock();
    try {
      if (closed) {
        throw Failures.closed();
      }
      T result = job.run(database);
      if (database.hasUnpublished()) {
        database.publish();
      }
      return CompletableFuture.completedFuture(result);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(Failures.of(e));
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
