package dev.pergola.internal.subscribe;

import dev.pergola.auth.Identity;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: its queue and its reader. Writers put events in and never wait; one thread of
 * the backend at a time takes them out, as many as the reader asks for.
 */
public final class Stream implements EventStream, Flow.Subscription, Runnable {

  /** For credentials that do not expire. */
  static final long NEVER = Long.MAX_VALUE;

  private final Hub hub;
  private final Identity caller;
  private final long expiresAt;
  private final long number;
  private final CompletableFuture<Void> started = new CompletableFuture<>();

  // Guarded by the lock of the topic.
  private @Nullable Group group;
  private int place;

  // Guarded by this.
  private @Nullable Topic topic;
  private Flow.@Nullable Subscriber<? super DataResponse> reader;
  private @Nullable ArrayDeque<Delivery> waiting;
  private long waitingBytes;
  private long demand;
  private boolean running;
  private boolean ended;
  private boolean cancelled;
  private @Nullable Throwable failure;

  /**
   * A stream that waits for nothing yet.
   *
   * @param number one that no other stream of the hub has
   */
  Stream(Hub hub, Identity caller, long expiresAt, long number) {
    this.hub = hub;
    this.caller = caller;
    this.expiresAt = expiresAt;
    this.number = number;
  }

  @Override
  public CompletableFuture<Void> started() {
    return started;
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

  long number() {
    return number;
  }

  @Nullable Group group() {
    return group;
  }

  int place() {
    return place;
  }

  void place(@Nullable Group in, int at) {
    this.group = in;
    this.place = at;
  }

  /** Takes the stream's place among those of a topic, unless it has ended. */
  void enter(Topic entered, Interest interest) {
    synchronized (this) {
      if (ended) {
        return;
      }
      topic = entered;
      entered.add(this, interest);
    }
    started.complete(null);
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
      ArrayDeque<Delivery> queue = waiting;
      if (queue == null) {
        queue = new ArrayDeque<>(4);
        waiting = queue;
      }
      if (now >= expiresAt) {
        reason = Reason.EXPIRED;
      } else if (hub.hasRoom(queue.size(), waitingBytes, event.bytes())) {
        queue.add(event);
        waitingBytes += event.bytes();
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
    Topic left;
    synchronized (this) {
      left = topic;
      topic = null;
    }
    if (left != null) {
      left.remove(this);
    }
    hub.left(this);
    started.completeExceptionally(
        why == null ? new IllegalStateException("The subscription was closed.") : why);
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
    return !cancelled && (ended || (demand > 0 && waiting != null && !waiting.isEmpty()));
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
        next = ended || waiting == null ? null : waiting.poll();
        if (next == null) {
          // Stays running: after the last word there is nothing more to say.
          cancelled = true;
        } else {
          demand--;
          waitingBytes -= next.bytes();
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
