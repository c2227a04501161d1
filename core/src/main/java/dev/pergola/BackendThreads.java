package dev.pergola;

import dev.pergola.request.Limits;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one backend: workers for requests that had to wait for their turn, and a timer.
 * Threads start when first needed, end when idle, and are daemons, so that a host that forgets to
 * close a backend can still exit.
 */
final class BackendThreads implements AutoCloseable {

  private static final AtomicInteger BACKENDS = new AtomicInteger();
  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS = 5;

  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor handlers;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * The threads of a backend with these limits.
   *
   * <p>Handlers of custom operations may block, so they have threads of their own: as many as there
   * may be requests, and as many places to wait as requests have.
   */
  BackendThreads(Limits limits) {
    String name = "pergola-" + BACKENDS.incrementAndGet();
    int size = Runtime.getRuntime().availableProcessors();
    // Unbounded here, since the admission bounds what is handed over.
    workers =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons(name + "-worker-"));
    workers.allowCoreThreadTimeOut(true);
    handlers =
        new ThreadPoolExecutor(
            limits.maxConcurrentRequests(),
            limits.maxConcurrentRequests(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.maxQueued()),
            daemons(name + "-handler-"));
    handlers.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, daemons(name + "-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    // A request that is still under way when the backend has closed loses its alarm, not its
    // answer.
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  Executor workers() {
    return workers;
  }

  /** For the host's code behind custom operations; refuses what is too much. */
  ThreadPoolExecutor handlers() {
    return handlers;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** Alarms that ring after this time. */
  Alarms alarms(Duration after) {
    return new Alarms(timer, System::nanoTime, after);
  }

  @Override
  public void close() {
    stop(timer);
    stop(handlers);
    stop(workers);
  }

  private static void stop(ExecutorService executor) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
