package dev.pergola.internal.execute;

import dev.pergola.handler.HandlerContext;
import dev.pergola.handler.OperationHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler. It can be given up: then its code is told to end, by an interrupt or
 * through the future that it gave, and what it gives later is dropped.
 */
final class HandlerRun {

  private final OperationHandler handler;
  private final HandlerContext context;
  private final ThreadPoolExecutor threads;
  private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
  private final FutureTask<@Nullable Void> task;
  private volatile @Nullable CompletionStage<?> later;

  /**
   * A call that has not begun.
   *
   * @param beginning to be done in the call's thread before its code
   */
  HandlerRun(
      OperationHandler handler,
      HandlerContext context,
      ThreadPoolExecutor threads,
      Consumer<HandlerRun> beginning) {
    this.handler = handler;
    this.context = context;
    this.threads = threads;
    this.task =
        new FutureTask<>(
            () -> {
              beginning.accept(this);
              run();
            },
            null);
  }

  /** What the handler gives; fails as it does, or with the reason why it was given up. */
  CompletableFuture<@Nullable Object> answer() {
    return answer;
  }

  /**
   * Begins as soon as a thread is free.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too much waits already
   */
  void start() {
    threads.execute(task);
  }

  /** Ends the call with this reason, unless it has ended. */
  void giveUp(FieldException reason) {
    // First the reason, so that it is not what the interrupted code says.
    if (answer.completeExceptionally(reason)) {
      task.cancel(true);
      // One that has not begun leaves its place to others.
      boolean unused = threads.remove(task);
      end(later);
    }
  }

  private void run() {
    try {
      Object given = handler.handle(context);
      if (given instanceof CompletionStage<?> stage) {
        follow(stage);
      } else {
        answer.complete(given);
      }
    } catch (Throwable thrown) {
      answer.completeExceptionally(thrown);
    }
  }

  private void follow(CompletionStage<?> stage) {
    later = stage;
    var unused =
        stage.whenComplete(
            (result, failure) -> {
              if (failure == null) {
                answer.complete(result);
              } else {
                answer.completeExceptionally(failure);
              }
            });
    // Given up before anybody knew of the stage.
    if (answer.isCompletedExceptionally()) {
      end(stage);
    }
  }

  private static void end(@Nullable CompletionStage<?> stage) {
    if (stage instanceof Future<?> future) {
      try {
        future.cancel(true);
      } catch (UnsupportedOperationException notFromHere) {
        // A stage that only its maker may complete goes on; what it gives is dropped.
      }
    }
  }
}
