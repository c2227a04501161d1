package dev.pergola.internal.execute;

import dev.pergola.handler.HandlerContext;
import dev.pergola.handler.OperationHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the host's code on threads of its own, where it may block, for a bounded time: whether it
 * blocks, or gives a stage that never completes, whether anybody waits for it or not.
 *
 * @param handlers the code by name
 * @param threads where it runs; refuses what is too much
 * @param workers where the request goes on afterwards
 * @param timer what ends calls that take too long
 * @param timeout how long a call may take
 */
public record HandlerCalls(
    Map<String, OperationHandler> handlers,
    ThreadPoolExecutor threads,
    Executor workers,
    ScheduledExecutorService timer,
    Duration timeout) {

  public HandlerCalls {
    handlers = Map.copyOf(handlers);
  }

  /**
   * The result of one call; fails as the handler does, or when it takes too long, waiting for a
   * thread included, or when nobody waits any more.
   *
   * @param lifetime ends the call, and is ended when the call is given up
   */
  CompletionStage<@Nullable Object> call(
      String name, HandlerContext context, Cancellation lifetime) {
    HandlerRun run = new HandlerRun(handler(name), context, threads, begun -> {});
    start(run);
    watch(run, lifetime);
    lifetime.whenCancelled(() -> run.giveUp(ClientErrors.timedOut()));
    // The rest of a request must not run in whatever thread a host completes its stage in.
    return run.answer().whenCompleteAsync((result, failure) -> {}, workers);
  }

  /**
   * Calls without waiting; a failure is given to {@code failed} and to nobody else. The time counts
   * from when the code begins.
   */
  void queue(
      String name, HandlerContext context, Cancellation lifetime, Consumer<Throwable> failed) {
    HandlerRun run =
        new HandlerRun(handler(name), context, threads, begun -> watch(begun, lifetime));
    var unused =
        run.answer()
            .exceptionally(
                thrown -> {
                  failed.accept(thrown);
                  return null;
                });
    start(run);
  }

  private OperationHandler handler(String name) {
    OperationHandler handler = handlers.get(name);
    if (handler == null) {
      throw new IllegalStateException("No code is registered as '%s'.".formatted(name));
    }
    return handler;
  }

  private static void start(HandlerRun run) {
    try {
      run.start();
    } catch (RejectedExecutionException tooMuch) {
      throw ClientErrors.handlersBusy();
    }
  }

  private void watch(HandlerRun run, Cancellation lifetime) {
    Future<?> alarm =
        timer.schedule(
            () -> {
              run.giveUp(ClientErrors.handlerTimedOut(timeout));
              lifetime.cancel();
            },
            timeout.toNanos(),
            TimeUnit.NANOSECONDS);
    var unused = run.answer().whenComplete((result, failure) -> alarm.cancel(false));
  }
}
