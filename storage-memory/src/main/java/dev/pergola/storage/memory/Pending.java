package dev.pergola.storage.memory;

import dev.pergola.storage.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A job on its way through the writer. Handed from thread to thread, never shared by two. */
final class Pending<T> {

  private final Job<T> job;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable Throwable failure;

  Pending(Job<T> job) {
    this.job = job;
  }

  CompletionStage<T> answer() {
    return answer;
  }

  void run(Database database) {
    try {
      result = job.run(database);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
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
