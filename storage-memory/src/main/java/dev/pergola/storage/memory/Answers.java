package dev.pergola.storage.memory;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;

/**
 * Completes stages. What callers hang on a stage runs in the thread that completes it, and may wait
 * for another write: in the writer's own thread that would stand still for ever, and anything slow
 * would hold up every write. So each stage is completed as a task of its own, in a pool that adds a
 * thread while one of its threads waits for a stage.
 */
final class Answers {

  private static final int LEAST_THREADS = 4;
  private static final long KEEP_ALIVE_SECONDS = 10;

  private final ForkJoinPool pool;

  Answers(String name) {
    int threads = Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
    pool =
        new ForkJoinPool(
            threads,
            owner -> new AnswerThread(owner, name),
            null,
            true,
            0,
            Integer.MAX_VALUE >>> 16,
            1,
            null,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS);
  }

  void give(Iterable<Pending<?>> batch) {
    batch.forEach(pending -> pool.execute(pending::complete));
  }

  /** Lets what was given go on to its end, and takes nothing more. */
  void close() {
    pool.shutdown();
  }

  private static final class AnswerThread extends ForkJoinWorkerThread {
    AnswerThread(ForkJoinPool pool, String name) {
      super(pool);
      setName("pergola-answers " + name + " " + getPoolIndex());
    }
  }
}
