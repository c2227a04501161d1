package dev.pergola.storage.memory;

import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a file in a thread of its own. It takes all jobs that wait, runs them, commits them as
 * one version, and only then answers: callers at the same time share the cost of a commit, and what
 * was answered is on the file.
 */
final class ThreadWriter implements Writer {

  /** So that a flood of writes neither waits for ever nor makes one version of any size. */
  private static final int MAX_BATCH = 1_000;

  /**
   * So that relaxed writes do not fill the memory: bytes after which they are committed at once.
   */
  private static final int MAX_OPEN = 8 << 20;

  private final Database database;
  private final Durability durability;
  private final Upkeep upkeep;
  private final Answers answers;
  private final Runnable afterClose;
  private final Thread thread;
  private final BlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
  private volatile boolean closed;
  private @Nullable Throwable closeFailure;

  ThreadWriter(Database database, Durability durability, String name, Runnable afterClose) {
    this.database = database;
    this.durability = durability;
    this.upkeep = new Upkeep(database);
    this.answers = new Answers(name);
    this.afterClose = afterClose;
    this.thread = new Thread(this::run, "pergola-writer " + name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public <T> CompletionStage<T> submit(Job<T> job) {
    return submit(Pending.of(job));
  }

  @Override
  public <T> CompletionStage<T> submitLong(LongJob<T> job) {
    return submit(new Pending<>(job));
  }

  private <T> CompletionStage<T> submit(Pending<T> pending) {
    if (!enqueue(pending)) {
      pending.fail(Failures.closed());
      pending.complete();
    }
    return pending.answer();
  }

  /** Whether the job will be run: not if the store has been closed. */
  private boolean enqueue(Pending<?> pending) {
    synchronized (queue) {
      return !closed && queue.add(pending);
    }
  }

  @Override
  public void close() {
    synchronized (queue) {
      if (!closed) {
        closed = true;
        // Wakes the thread; nothing can come behind it.
        queue.add(Pending.of(ignored -> Boolean.TRUE));
      }
    }
    joinUninterruptibly();
    if (closeFailure != null) {
      throw Failures.of(closeFailure);
    }
  }

  private void run() {
    try {
      while (!closed || !queue.isEmpty()) {
        List<Pending<?>> batch = await();
        if (!batch.isEmpty()) {
          serve(batch);
        }
        keepUp();
      }
    } finally {
      end();
    }
  }

  private void end() {
    refuseTheRest();
    try {
      database.close();
    } catch (RuntimeException | Error e) {
      closeFailure = e;
    } finally {
      afterClose.run();
      answers.close();
    }
  }

  /** Nothing is left unless this thread has failed; then nobody must wait for it for ever. */
  private void refuseTheRest() {
    List<Pending<?>> rest = new ArrayList<>();
    synchronized (queue) {
      closed = true;
      queue.drainTo(rest);
    }
    rest.forEach(pending -> pending.fail(Failures.closed()));
    answers.give(rest);
  }

  /** All that waits, as soon as something does; nothing if upkeep is due before. */
  private List<Pending<?>> await() {
    List<Pending<?>> batch = new ArrayList<>();
    try {
      Pending<?> first = queue.poll(upkeep.nanosUntilDue(), TimeUnit.NANOSECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, MAX_BATCH - 1);
      }
    } catch (InterruptedException e) {
      // Nobody owns this thread but the store, which ends it through close alone.
    }
    return batch;
  }

  private void serve(List<Pending<?>> batch) {
    batch.forEach(pending -> pending.run(database));
    try {
      if (database.hasUnpublished()) {
        boolean open = durability == Durability.RELAXED && database.uncommittedBytes() < MAX_OPEN;
        if (!open) {
          database.commit(durability == Durability.DISK);
        }
        database.publish();
        upkeep.wrote(open);
      }
      database.checkSound();
    } catch (StoreException e) {
      // Not one of them is on the file for sure, be they refused or done.
      batch.forEach(pending -> pending.fail(e));
    }
    batch.stream().filter(pending -> !pending.ended()).forEach(this::goOn);
    answers.give(batch.stream().filter(Pending::ended).toList());
  }

  /** Puts a long job behind what waits by now. */
  private void goOn(Pending<?> pending) {
    if (!enqueue(pending)) {
      pending.fail(Failures.closed());
    }
  }

  private void keepUp() {
    try {
      upkeep.run();
    } catch (StoreException e) {
      // The database has stopped; every job from here on says so.
    }
  }

  private void joinUninterruptibly() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
