package dev.pergola.internal.subscribe;

import dev.pergola.auth.Identity;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: its queue and its reader. Writers put events in and never wait; one thread of
 * the backend at a time takes them out, as many as the reader asks for. One that is idle holds as
 * little as it can.
 */
public final class Stream extends Member implements EventStream, Flow.Subscription, Runnable {

  /** For credentials that do not expire. */
  static final long NEVER = Long.MAX_VALUE;

  private final Hub hub;
  private final Identity caller;
  private final long expiresAt;

  // Guarded by the lock of the hub's streams.
  private int place;

  // Guarded by this.
  private @Nullable CompletableFuture<Void> starting = new CompletableFuture<>();
  private Flow.@Nullable Subscriber<? super DataResponse> reader;
  private @Nullable Backlog waiting;
  private long demand;
  private boolean running;
  private boolean ended;
  private boolean cancelled;
  private @Nullable Throwable failure;

  /** A stream that waits for nothing yet. */
  Stream(Hub hub, Identity caller, long expiresAt) {
    this.hub = hub;
    this.caller = caller;
    this.expiresAt = expiresAt;
  }

  @Override
  public synchronized CompletableFuture<Void> started() {
    return starting == null ? CompletableFuture.completedFuture(null) : starting;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super DataResponse> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    boolean taken;
    synchronized (this) {
      taken = reader != null;
      if (!taken) {
        reader = subscriber;
        // Nothing is read before the reader knows how to ask for it.
        running = true;
      }
    }
    if (taken) {
      subscriber.onSubscribe(new NoSubscription());
      subscriber.onError(new IllegalStateException("The stream has a reader already."));
      return;
    }
    subscriber.onSubscribe(this);
    run();
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      end(new IllegalArgumentException("A reader must ask for at least one event, not " + count));
      return;
    }
    synchronized (this) {
      demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
    }
    go();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      cancelled = true;
    }
    end(null);
  }

  @Override
  public void close() {
    end(null);
  }

  /** Whom the subscription belongs to. */
  Identity caller() {
    return caller;
  }

  long expiresAt() {
    return expiresAt;
  }

  int place() {
    return place;
  }

  void place(int at) {
    this.place = at;
  }

  /** Takes the stream's place among those of a topic, unless it has ended. */
  void enter(Topic topic, Interest interest) {
    CompletableFuture<Void> started;
    synchronized (this) {
      if (ended) {
        return;
      }
      topic.add(this, interest);
      started = starting;
      starting = null;
    }
    if (started != null) {
      started.complete(null);
    }
  }

  /**
   * Puts an event in. What does not fit ends the stream, which then refuses more, and has to be
   * taken out by {@link #end} when the topic is not locked any more.
   *
   * @return whether it is to be taken out
   */
  boolean offer(Delivery event, long now) {
    Reason reason = null;
    synchronized (this) {
      if (ended) {
        return false;
      }
      Backlog backlog = waiting == null ? new Backlog() : waiting;
      if (now >= expiresAt) {
        reason = Reason.EXPIRED;
      } else if (hub.hasRoom(backlog, event)) {
        backlog.add(event);
        waiting = backlog;
      } else {
        reason = Reason.TOO_SLOW;
      }
    }
    if (reason == null) {
      go();
      return false;
    }
    refuseMore(new SubscriptionEndedException(reason));
    return true;
  }

  /** Ends the stream; with a failure, what waits is dropped and the reader is told at once. */
  public void end(@Nullable Throwable why) {
    refuseMore(why);
    Group left = group();
    if (left != null) {
      left.form().topic().remove(this);
    }
    hub.left(this);
    CompletableFuture<Void> started;
    synchronized (this) {
      started = starting;
    }
    if (started != null) {
      started.completeExceptionally(
          why == null ? new IllegalStateException("The subscription was closed.") : why);
    }
    go();
  }

  private synchronized void refuseMore(@Nullable Throwable why) {
    if (!ended) {
      ended = true;
      failure = why;
      waiting = null;
    }
  }

  /** Sees to it that somebody takes out what waits. */
  private void go() {
    synchronized (this) {
      if (running || reader == null || !something()) {
        return;
      }
      running = true;
    }
    hub.execute(this);
  }

  private boolean something() {
    return !cancelled && (ended || (demand > 0 && waiting != null));
  }

  /** Takes out what waits and is asked for. */
  @Override
  public void run() {
    Flow.Subscriber<? super DataResponse> to = Objects.requireNonNull(reader, "who has a reader");
    while (true) {
      if (expiresAt != NEVER && hub.millis() >= expiresAt) {
        // What came in time and was not read in time is not for the caller any more.
        end(new SubscriptionEndedException(Reason.EXPIRED));
      }
      Delivery next;
      synchronized (this) {
        if (!something()) {
          running = false;
          return;
        }
        next = next();
        if (next == null) {
          // Stays running: after the last word there is nothing more to say.
          cancelled = true;
        } else {
          demand--;
        }
      }
      if (next == null) {
        last(to);
        return;
      }
      try {
        to.onNext(next.response());
      } catch (RuntimeException | Error broken) {
        cancel();
        hub.broken(broken);
        return;
      }
    }
  }

  private @Nullable Delivery next() {
    Backlog backlog = waiting;
    if (ended || backlog == null) {
      return null;
    }
    Delivery next = backlog.poll();
    waiting = backlog.size() == 0 ? null : backlog;
    return next;
  }

  private void last(Flow.Subscriber<? super DataResponse> to) {
    Throwable why;
    synchronized (this) {
      why = failure;
    }
    try {
      if (why == null) {
        to.onComplete();
      } else {
        to.onError(why);
      }
    } catch (RuntimeException | Error broken) {
      hub.broken(broken);
    }
  }

  private static final class NoSubscription implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }
}
