package dev.pergola.auth.cognito;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the key set, one fetch at a time and on a thread of its own, and keeps the last one that
 * came (spec: security 5.5). What callers can cause is bounded: a fetch that failed is not repeated
 * before a pause, and unknown key ids lead to one fetch per {@link #UNKNOWN_KEY_PAUSE}.
 */
final class KeyFetcher implements AutoCloseable {

  static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(KeyFetcher.class);
  private static final long JOIN_MILLIS = 3000;

  private final KeySource source;
  private final LongSupplier nanoTime;

  private volatile @Nullable Loaded loaded;
  private volatile @Nullable Long failedAt;

  // Guarded by this.
  private @Nullable Long unknownKeyAt;
  private @Nullable CompletableFuture<@Nullable Void> underway;
  private @Nullable Thread thread;
  private boolean closed;

  KeyFetcher(KeySource source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
  }

  /** The last key set that came, however old; null before the first. */
  @Nullable Loaded loaded() {
    return loaded;
  }

  /** Whether the last fetch failed. */
  boolean isSourceDown() {
    return failedAt != null;
  }

  /**
   * Starts a fetch, or joins the one under way. Completes when it ends, well or not.
   *
   * @param pause how long after a failure not to try again
   * @return null when the last failure is too fresh
   */
  synchronized @Nullable CompletableFuture<@Nullable Void> fetch(Duration pause) {
    if (underway == null && !isOver(failedAt, pause)) {
      return null;
    }
    return startOrJoin();
  }

  /** The same for a key id that the present key set lacks; null when the last such was lately. */
  synchronized @Nullable CompletableFuture<@Nullable Void> fetchForUnknownKey() {
    if (underway == null) {
      if (!isOver(unknownKeyAt, UNKNOWN_KEY_PAUSE)) {
        return null;
      }
      unknownKeyAt = nanoTime.getAsLong();
    }
    return startOrJoin();
  }

  private boolean isOver(@Nullable Long since, Duration pause) {
    return since == null || nanoTime.getAsLong() - since >= pause.toNanos();
  }

  private @Nullable CompletableFuture<@Nullable Void> startOrJoin() {
    if (closed) {
      return null;
    }
    if (underway == null) {
      CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
      Thread reader = new Thread(() -> run(started), "pergola-jwks");
      reader.setDaemon(true);
      // Not under way before it has started: a thread that could not be made would be waited for
      // for ever.
      reader.start();
      thread = reader;
      underway = started;
    }
    return underway;
  }

  private void run(CompletableFuture<@Nullable Void> started) {
    long startedAt = nanoTime.getAsLong();
    try {
      KeySet keys = KeySet.parse(source.read());
      succeeded(new Loaded(keys, startedAt));
    } catch (IOException | MalformedJsonException | RuntimeException failure) {
      failed(failure);
    } finally {
      synchronized (this) {
        underway = null;
      }
      started.complete(null);
    }
  }

  private void succeeded(Loaded now) {
    if (isSourceDown()) {
      LOG.info("Key set {} is readable again.", source);
    }
    if (now.keys().size() == 0) {
      LOG.warn("Key set {} has no key that may verify tokens; all are refused.", source);
    }
    failedAt = null;
    loaded = now;
  }

  // What failed is told in one line; class names and stack traces stay out of ordinary logs.
  private void failed(Exception failure) {
    if (isClosed()) {
      return;
    }
    failedAt = nanoTime.getAsLong();
    LOG.warn(
        "Key set {} is not readable: {}. {}",
        source,
        LogText.of(failure.getMessage()),
        loaded == null ? "Tokens are refused until it is." : "The last keys stay in use.");
    LOG.debug("Key set {} is not readable", source, failure);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
      if (underway != null) {
        underway.complete(null);
      }
    }
    source.close();
    if (running != null && running != Thread.currentThread()) {
      join(running);
    }
  }

  private static void join(Thread running) {
    try {
      running.join(JOIN_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A key set that came.
   *
   * @param at the monotonic time when it was asked for
   */
  record Loaded(KeySet keys, long at) {}
}
