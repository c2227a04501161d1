package dev.pergola.auth.cognito;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys by id, kept fresh (spec: security 5.5).
 *
 * <p>A key set is used for its time to live, and read again ahead of that while requests go on with
 * the present one. When the source is down the present one stays in use until the outage time is
 * over. Nothing is read before the first token comes. A request waits only when no good key is at
 * hand, never on its own thread and never longer than it may.
 */
final class Jwks implements AutoCloseable {

  /** How long a request waits at most, unless a test says otherwise. */
  static final Duration MAX_WAIT = Duration.ofSeconds(1);

  private static final Duration PAUSE_WITH_KEYS = Duration.ofSeconds(30);
  private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(1);
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 10_000;
  private static final long IDLE_SECONDS = 10;

  private final KeyFetcher fetcher;
  private final LongSupplier nanoTime;
  private final long maxWait;
  private final long refreshAfter;
  private final long ttl;
  private final long outageTtl;
  private final ThreadPoolExecutor continuations;
  private volatile boolean closed;

  Jwks(
      KeySource source, Duration ttl, Duration outageTtl, Duration maxWait, LongSupplier nanoTime) {
    this.fetcher = new KeyFetcher(source, nanoTime);
    this.nanoTime = nanoTime;
    this.maxWait = maxWait.toNanos();
    this.ttl = ttl.toNanos();
    this.refreshAfter = this.ttl / 4 * 3;
    this.outageTtl = outageTtl.toNanos();
    this.continuations =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Jwks::daemon);
    continuations.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pergola-jwks-waiting");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The usable key with exactly this id; completes with null when there is none. Completed already
   * when nothing has to be waited for; fails when too many wait.
   */
  CompletableFuture<@Nullable VerificationKey> find(String keyId) {
    KeyFetcher.Loaded current = usable();
    VerificationKey key = current == null ? null : current.keys().find(keyId);
    long age = current == null ? Long.MAX_VALUE : age(current);
    if (key != null && (age < ttl || fetcher.isSourceDown())) {
      if (age >= refreshAfter) {
        // Not waited for: a later request finds what it brought.
        var unused = fetcher.fetch(PAUSE_WITH_KEYS);
      }
      return CompletableFuture.completedFuture(key);
    }
    CompletableFuture<@Nullable Void> fetch =
        age < ttl
            ? fetcher.fetchForUnknownKey()
            : fetcher.fetch(current == null ? PAUSE_WITHOUT_KEYS : PAUSE_WITH_KEYS);
    return fetch == null ? CompletableFuture.completedFuture(key) : after(fetch, keyId);
  }

  private CompletableFuture<@Nullable VerificationKey> after(
      CompletableFuture<@Nullable Void> fetch, String keyId) {
    // What follows is the rest of the caller's request. It must hold up neither the fetching
    // thread nor the platform's timer.
    return fetch
        .copy()
        .completeOnTimeout(null, maxWait, TimeUnit.NANOSECONDS)
        .thenApplyAsync(done -> find(usable(), keyId), continuations);
  }

  private static @Nullable VerificationKey find(KeyFetcher.@Nullable Loaded loaded, String keyId) {
    return loaded == null ? null : loaded.keys().find(keyId);
  }

  private KeyFetcher.@Nullable Loaded usable() {
    KeyFetcher.Loaded loaded = fetcher.loaded();
    return closed || loaded == null || age(loaded) >= outageTtl ? null : loaded;
  }

  private long age(KeyFetcher.Loaded loaded) {
    return nanoTime.getAsLong() - loaded.at();
  }

  @Override
  public void close() {
    closed = true;
    fetcher.close();
    continuations.shutdown();
  }
}
