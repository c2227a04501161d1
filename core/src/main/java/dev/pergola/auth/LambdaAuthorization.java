package dev.pergola.auth;

import dev.pergola.model.Mode;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Callers that the host's own {@link CustomAuthorizer} lets in; TypeScript {@code
 * lambdaAuthorizationMode}. In the schema they are whom {@code allow.custom()} is about.
 *
 * <p>An answer is kept for the same token, whatever the request, for the time that the answer names
 * or else for {@link #timeToLive}; a bounded number of them, under a digest of the token. The
 * authorizer runs on threads of this object, at most {@value #THREADS}.
 */
public final class LambdaAuthorization implements Authenticator {

  static final int THREADS = 16;
  static final int MAX_WAITING = 256;

  private static final int MAX_LENGTH = 16_384;
  private static final long IDLE_SECONDS = 10;

  private final CustomAuthorizer authorizer;
  private final Duration timeToLive;
  private final Clock clock;
  private final AnswerCache cache;
  private final ThreadPoolExecutor threads;

  private LambdaAuthorization(CustomAuthorizer authorizer, Duration timeToLive, Clock clock) {
    this.authorizer = authorizer;
    this.timeToLive = timeToLive;
    this.clock = clock;
    this.cache = new AnswerCache(clock);
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            LambdaAuthorization::daemon);
    threads.allowCoreThreadTimeOut(true);
  }

  /** Asks this authorizer; its answers are kept for five minutes unless they say otherwise. */
  public static LambdaAuthorization of(CustomAuthorizer authorizer) {
    return new LambdaAuthorization(authorizer, Duration.ofMinutes(5), Clock.systemUTC());
  }

  /**
   * The same, with answers kept for this time when they name none; zero for not at all. TypeScript
   * {@code timeToLiveInSeconds}.
   *
   * @throws IllegalArgumentException if it is negative or longer than an hour
   */
  public LambdaAuthorization timeToLive(Duration ttl) {
    return new LambdaAuthorization(authorizer, AuthorizerAnswer.checked(ttl), clock);
  }

  /** The same, with the age of answers judged by this clock. */
  public LambdaAuthorization withClock(Clock otherClock) {
    return new LambdaAuthorization(authorizer, timeToLive, otherClock);
  }

  @Override
  public Mode mode() {
    return Mode.LAMBDA;
  }

  /** Fails when the authorizer does. Cancelling what it returns interrupts the authorizer. */
  @Override
  public CompletionStage<Authentication> authenticate(String credential) {
    if (credential.isEmpty() || credential.length() > MAX_LENGTH) {
      return CompletableFuture.completedStage(
          Authentication.refused(Refusal.DENIED, "token empty or too long"));
    }
    String digest = AnswerCache.digest(credential);
    AuthorizerAnswer known = cache.find(digest);
    return known == null
        ? ask(credential, digest)
        : CompletableFuture.completedStage(verdict(known));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private CompletionStage<Authentication> ask(String token, String digest) {
    CompletableFuture<Authentication> verdict = new CompletableFuture<>();
    Future<?> running;
    try {
      running = threads.submit(() -> answer(token, digest, verdict));
    } catch (RejectedExecutionException full) {
      return CompletableFuture.completedStage(
          Authentication.refused(Refusal.DENIED, "too many tokens wait for the authorizer"));
    }
    var unused =
        verdict.whenComplete(
            (said, failure) -> {
              if (verdict.isCancelled()) {
                running.cancel(true);
              }
            });
    return verdict;
  }

  private void answer(String token, String digest, CompletableFuture<Authentication> verdict) {
    try {
      AuthorizerAnswer answer = authorizer.authorize(new AuthorizerRequest(token));
      Authentication said = verdict(answer);
      // An answer that nobody waits for any more came too late to be believed later.
      if (!verdict.isDone()) {
        cache.add(digest, answer, answer.ttlOverride().orElse(timeToLive));
      }
      verdict.complete(said);
    } catch (Exception | Error failure) {
      verdict.completeExceptionally(failure);
      if (failure instanceof VirtualMachineError fatal) {
        throw fatal;
      }
    }
  }

  private static Authentication verdict(AuthorizerAnswer answer) {
    return answer.isAuthorized()
        ? Authentication.accepted(answer.identity(), null)
        : Authentication.refused(Refusal.DENIED, "the custom authorizer refused");
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pergola-authorizer");
    thread.setDaemon(true);
    return thread;
  }
}
