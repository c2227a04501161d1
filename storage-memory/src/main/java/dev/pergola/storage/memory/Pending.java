package dev.pergola.storage.memory;

import dev.pergola.storage.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A job on its way through the writer. Handed from thread to thread, never shared by two. */
final class Pending<T> {

  private final LongJob<T> job;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable Throwable failure;

  Pending(LongJob<T> job) {
    this.job = job;
  }

  static <T> Pending<T> of(Job<T> job) {
    return new Pending<>(database -> Optional.of(job.run(database)));
  }

  CompletionStage<T> answer() {
    return answer;
  }

  void run(Database database) {
    try {
      result = job.step(database).orElse(null);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Whether there is an answer to give. */
  boolean ended() {
    return result != null || failure != null;
  }

  /** Fails the job after all, whatever it came to. */
  void fail(StoreException e) {
    failure = e;
  }

  /** Tells the caller; what the caller does next may run in here. */
  void complete() {
    if (failure != null) {
      answer.completeExceptionally(Failures.of(failure));
    } else {
      answer.complete(result);
    }
  }
}
