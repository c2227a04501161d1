package dev.pergola.storage.memory;

import java.util.concurrent.CompletionStage;

/** Runs jobs one after the other, each as a whole before any reader sees it. */
sealed interface Writer permits LockWriter, ThreadWriter {

  /** Runs a job after those submitted before; the stage fails as the job does. */
  <T> CompletionStage<T> submit(Job<T> job);

  /** Runs a long job step by step, with other jobs between the steps. */
  <T> CompletionStage<T> submitLong(LongJob<T> job);

  /**
   * Runs what was submitted before, then closes the database; a long job may not come to its end.
   */
  void close();
}
