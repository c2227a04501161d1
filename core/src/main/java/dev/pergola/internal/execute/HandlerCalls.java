package dev.pergola.internal.execute;

import dev.pergola.handler.HandlerContext;
import dev.pergola.handler.OperationHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the host's code on threads of its own, where it may block, for a bounded time.
 *
 * @param handlers the code by name
 * @param threads where it runs; refuses what is too much
 * @param workers where the request goes on afterwards
 * @param timer what ends calls that take too long
 * @param timeout how long a call may take
 */
public record HandlerCalls(
    Map<String, OperationHandler> handlers,
    ExecutorService threads,
    Executor workers,
    ScheduledExecutorService timer,
    Duration timeout) {

  public HandlerCalls {
    handlers = Map.copyOf(handlers);
  }

  /** The result of one call; fails as the handler does, or when it takes too long. */
  CompletionStage<@Nullable Object> call(String name, HandlerContext context) {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    Future<?> running = start(name, context, answer);
    Future<?> alarm =
        timer.schedule(
            () -> {
              if (answer.completeExceptionally(ClientErrors.handlerTimedOut(timeout))) {
                running.cancel(true);
              }
            },
            timeout.toNanos(),
            TimeUnit.NANOSECONDS);
    // The rest of a request must not run in whatever thread a host completes its stage in.
    return answer.whenCompleteAsync((result, failure) -> alarm.cancel(false), workers);
  }

  /** Calls without waiting; a failure is given to {@code failed} and to nobody else. */
  void queue(String name, HandlerContext context, Consumer<Throwable> failed) {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    Future<?> unused = start(name, context, answer);
    var unusedToo =
        answer.exceptionally(
            thrown -> {
              failed.accept(thrown);
              return null;
            });
  }

  private Future<?> start(
      String name, HandlerContext context, CompletableFuture<@Nullable Object> answer) {
    OperationHandler handler = handlers.get(name);
    if (handler == null) {
      throw new IllegalStateException("No code is registered as '%s'.".formatted(name));
    }
    try {
      return threads.submit(() -> run(handler, context, answer));
    } catch (RejectedExecutionException tooMuch) {
      throw ClientErrors.handlersBusy();
    }
  }

  private static void run(
      OperationHandler handler,
      HandlerContext context,
      CompletableFuture<@Nullable Object> answer) {
    try {
      Object given = handler.handle(context);
      if (given instanceof CompletionStage<?> stage) {
        var unused =
            stage.whenComplete(
                (result, failure) -> {
                  if (failure == null) {
                    answer.complete(result);
                  } else {
                    answer.completeExceptionally(failure);
                  }
                });
      } else {
        answer.complete(given);
      }
    } catch (Throwable thrown) {
      if (thrown instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      answer.completeExceptionally(thrown);
    }
  }
}
