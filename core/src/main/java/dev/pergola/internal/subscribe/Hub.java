package dev.pergola.internal.subscribe;

import dev.pergola.auth.Identity;
import dev.pergola.request.OverloadedException;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All subscriptions of one backend. Safe for use by many threads at once. */
public final class Hub implements AutoCloseable {

  private static final long SWEEP_SECONDS = 1;

  private final Map<String, Topic> topics = new ConcurrentHashMap<>();
  private final Streams streams = new Streams();
  private final Executor readers;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final int maxWaiting;
  private final long maxWaitingBytes;
  private final Consumer<Throwable> broken;
  private volatile boolean closed;
  private @Nullable Future<?> sweeping;

  /**
   * A hub without subscriptions.
   *
   * @param readers where readers are called
   * @param maxWaiting how many events may wait for a reader
   * @param maxWaitingBytes how many bytes of them, by an estimate; one event waits whatever its
   *     size
   * @param broken told of what readers throw
   */
  public Hub(
      Executor readers,
      ScheduledExecutorService timer,
      Clock clock,
      int maxWaiting,
      long maxWaitingBytes,
      Consumer<Throwable> broken) {
    this.readers = readers;
    this.timer = timer;
    this.clock = clock;
    this.maxWaiting = maxWaiting;
    this.maxWaitingBytes = maxWaitingBytes;
    this.broken = broken;
  }

  /**
   * A stream that waits for nothing yet.
   *
   * @param caller whom it belongs to
   * @param expiresAt when it ends by itself; null for never
   */
  public Stream open(Identity caller, @Nullable Instant expiresAt) {
    Stream stream =
        new Stream(this, caller, expiresAt == null ? Stream.NEVER : expiresAt.toEpochMilli());
    streams.add(stream);
    if (expiresAt != null) {
      sweep();
    }
    if (closed) {
      stream.end(new OverloadedException("The backend is closed."));
    }
    return stream;
  }

  /** From now on the stream gets what is of this interest. */
  public void start(Stream stream, Interest interest) {
    stream.enter(topics.computeIfAbsent(interest.topic(), Topic::new), interest);
  }

  /** Whether anybody has subscribed to this field. */
  public boolean listens(String topic) {
    Topic known = topics.get(topic);
    return known != null && !known.isEmpty();
  }

  /** Gives an event to all that it is for; waits for none of them. */
  public void deliver(String topic, Occurrence event) {
    Topic known = topics.get(topic);
    if (known != null) {
      for (Stream over : known.deliver(event, clock.millis())) {
        // To leave its topic it waits for other writers, as this one need not. Why is known.
        execute(() -> over.end(null));
      }
    }
  }

  /** The time by which subscriptions expire. */
  public Instant now() {
    return clock.instant();
  }

  /** How many subscriptions there are. */
  public int size() {
    return streams.size();
  }

  /** Ends the subscriptions of these callers. */
  public void revoke(Predicate<? super Identity> callers) {
    for (Stream stream : streams.all()) {
      if (callers.test(stream.caller())) {
        stream.end(new SubscriptionEndedException(Reason.REVOKED));
      }
    }
  }

  /** Ends all subscriptions, without a failure. */
  @Override
  public void close() {
    closed = true;
    streams.all().forEach(Stream::close);
    synchronized (this) {
      if (sweeping != null) {
        sweeping.cancel(false);
      }
    }
  }

  /** Whether one more event may wait where others wait. */
  boolean hasRoom(Backlog others, Delivery event) {
    return others.size() < maxWaiting
        && (others.size() == 0 || others.bytes() + event.bytes() <= maxWaitingBytes);
  }

  long millis() {
    return clock.millis();
  }

  void execute(Runnable task) {
    try {
      readers.execute(task);
    } catch (RejectedExecutionException stopped) {
      // The backend's threads have ended; who is still told something is told it here.
      task.run();
    }
  }

  void left(Stream stream) {
    streams.remove(stream);
  }

  void broken(Throwable thrown) {
    broken.accept(thrown);
  }

  private synchronized void sweep() {
    if (sweeping == null) {
      sweeping =
          timer.scheduleWithFixedDelay(
              this::endExpired, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The timer forgets what throws once; what one reader throws must not keep others alive. */
  void endExpired() {
    long now = clock.millis();
    for (Stream over = streams.takeExpired(now); over != null; over = streams.takeExpired(now)) {
      try {
        over.end(new SubscriptionEndedException(Reason.EXPIRED));
      } catch (RuntimeException | Error thrown) {
        broken(thrown);
      }
    }
    synchronized (this) {
      if (!streams.expire() && sweeping != null) {
        sweeping.cancel(false);
        sweeping = null;
      }
    }
  }
}
