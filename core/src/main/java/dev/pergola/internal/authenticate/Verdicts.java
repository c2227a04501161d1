package dev.pergola.internal.authenticate;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.Identity;
import dev.pergola.auth.Refusal;
import dev.pergola.internal.log.LineBudget;
import dev.pergola.model.Mode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks authenticators, which are a host's code: one that throws, fails, answers nothing, never
 * answers or claims too much has refused.
 */
final class Verdicts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer;
  private final Duration patience;
  private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();
  private final LineBudget lines = LineBudget.ofTenPerSecond();

  Verdicts(ScheduledExecutorService timer, Duration patience) {
    this.timer = timer;
    this.patience = patience;
  }

  /** Waits five seconds, on a thread that is there only once something has been waited for. */
  static Verdicts withOwnTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "pergola-authenticate");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return new Verdicts(timer, PATIENCE);
  }

  /** What this authenticator says of the credential; never fails. */
  CompletableFuture<Authentication> of(Authenticator authenticator, String credential) {
    Mode mode = authenticator.mode();
    CompletableFuture<Authentication> verdict = new CompletableFuture<>();
    CompletionStage<Authentication> stage = null;
    try {
      stage = authenticator.authenticate(credential);
      stage.whenComplete((said, failure) -> verdict.complete(checked(mode, said, failure)));
    } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
      verdict.complete(broken(mode, "threw", e));
    }
    if (stage != null && !verdict.isDone()) {
      expire(mode, verdict, stage);
    }
    return verdict;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    pending.forEach(Runnable::run);
    try {
      // Nothing long ever runs there: this is for the thread to be gone when close() returns.
      if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.debug("The timer's thread is still ending");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void expire(
      Mode mode, CompletableFuture<Authentication> verdict, CompletionStage<Authentication> stage) {
    Runnable giveUp =
        () -> verdict.complete(Authentication.refused(Refusal.DENIED, "closed meanwhile"));
    pending.add(giveUp);
    try {
      ScheduledFuture<?> expiry =
          timer.schedule(
              () -> {
                verdict.complete(broken(mode, "did not answer in time", null));
                cancel(stage);
              },
              patience.toNanos(),
              TimeUnit.NANOSECONDS);
      var unused =
          verdict.whenComplete(
              (said, failure) -> {
                expiry.cancel(false);
                pending.remove(giveUp);
              });
    } catch (RejectedExecutionException closed) {
      pending.remove(giveUp);
      giveUp.run();
    }
  }

  /** Tells the authenticator that nobody waits any more, if its stage can be told. */
  private static void cancel(CompletionStage<Authentication> stage) {
    if (stage instanceof CompletableFuture<Authentication> future) {
      future.cancel(true);
    }
  }

  private Authentication checked(
      Mode mode, @Nullable Authentication said, @Nullable Throwable failure) {
    if (failure != null) {
      return broken(mode, "failed", failure);
    }
    if (said == null) {
      return broken(mode, "answered null", null);
    }
    if (said instanceof Authentication.Accepted accepted
        && (accepted.identity().mode() != mode || isHostsOwn(accepted.identity()))) {
      return broken(mode, "gave an identity that is not of its mode", null);
    }
    return said;
  }

  /** Whether only host code may make such an identity; nothing that a client sends leads to it. */
  private static boolean isHostsOwn(Identity identity) {
    return identity instanceof Identity.Admin || identity instanceof Identity.Function;
  }

  /** Never the failure's message, which may repeat the credential; its class only where asked. */
  private Authentication broken(Mode mode, String what, @Nullable Throwable failure) {
    if (lines.take()) {
      LOG.warn("The authenticator of mode {} {}; the request is refused", mode, what);
    }
    if (failure != null && LOG.isDebugEnabled()) {
      StackTraceElement[] trace = failure.getStackTrace();
      LOG.debug(
          "It was {} at {}", failure.getClass().getName(), trace.length == 0 ? "?" : trace[0]);
    }
    return Authentication.refused(Refusal.DENIED, "the authenticator " + what);
  }
}
