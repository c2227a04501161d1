package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Refusal;
import dev.pergola.request.Backend;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one socket, by the ids that its client gave them. Each asks for some events
 * ahead of what the client has taken, so that a burst waits where it is bounded for each
 * subscription and not in the queue that all share.
 */
final class SocketSubscriptions {

  private static final int AHEAD = 16;

  private final Backend backend;
  private final Talk talk;
  private final Map<String, Entry> entries = new HashMap<>();
  private boolean over;

  SocketSubscriptions(Backend backend, Talk talk) {
    this.backend = backend;
    this.talk = talk;
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized boolean has(String id) {
    return entries.containsKey(id);
  }

  /** Subscribes for whoever the credentials prove; takes the place of one with the same id. */
  void start(String id, DataRequest request, Credentials credentials) {
    Entry entry = new Entry(id);
    put(entry);
    var unused =
        backend
            .authenticate(credentials)
            .whenComplete(
                (verdict, failure) -> {
                  if (verdict instanceof Authentication.Accepted accepted) {
                    subscribe(entry, request, accepted);
                  } else if (remove(entry)) {
                    talk.unauthorized(id, message(verdict));
                  }
                });
  }

  /** Subscribes for a caller who is known. */
  void start(String id, DataRequest request, Authentication.Accepted caller) {
    Entry entry = new Entry(id);
    put(entry);
    subscribe(entry, request, caller);
  }

  /** Ends a subscription; false when there is none with this id. */
  boolean stop(String id) {
    Entry entry;
    synchronized (this) {
      entry = entries.remove(id);
    }
    if (entry == null) {
      return false;
    }
    entry.close();
    return true;
  }

  /** Ends all, and takes no more. */
  void end() {
    List<Entry> all;
    synchronized (this) {
      over = true;
      all = new ArrayList<>(entries.values());
      entries.clear();
    }
    all.forEach(Entry::close);
  }

  private void put(Entry entry) {
    Entry before;
    synchronized (this) {
      if (over) {
        entry.close();
        return;
      }
      before = entries.put(entry.id, entry);
    }
    if (before != null) {
      before.close();
    }
  }

  private synchronized boolean remove(Entry entry) {
    return entries.remove(entry.id, entry);
  }

  private synchronized boolean isOpen(Entry entry) {
    return entries.get(entry.id) == entry;
  }

  private void subscribe(Entry entry, DataRequest request, Authentication.Accepted caller) {
    EventStream stream = backend.subscribe(request, caller);
    entry.open(stream);
    var unused =
        stream
            .started()
            .whenComplete(
                (started, failure) -> {
                  if (failure != null) {
                    if (remove(entry)) {
                      talk.refused(entry.id, cause(failure));
                    }
                  } else if (isOpen(entry)) {
                    talk.started(entry.id);
                    stream.subscribe(entry);
                  }
                });
  }

  private static String message(@Nullable Authentication verdict) {
    return verdict instanceof Authentication.Refused refused
        ? refused.reason().message()
        : Refusal.DENIED.message();
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** What a protocol says of subscriptions. */
  interface Talk {

    /** Not for this caller: it is not known who that is. */
    void unauthorized(String id, String message);

    void refused(String id, Throwable why);

    void started(String id);

    /**
     * An event.
     *
     * @param sent to be run when the client can take the next one
     */
    void event(String id, DataResponse event, Runnable sent);

    /** The backend has ended it; null when it is closing. */
    void ended(String id, @Nullable Throwable why);
  }

  private final class Entry implements Flow.Subscriber<DataResponse> {

    private final String id;
    private @Nullable EventStream stream;
    private boolean closed;

    Entry(String id) {
      this.id = id;
    }

    void open(EventStream opened) {
      boolean late;
      synchronized (this) {
        stream = opened;
        late = closed;
      }
      if (late) {
        opened.close();
      }
    }

    void close() {
      EventStream open;
      synchronized (this) {
        closed = true;
        open = stream;
      }
      if (open != null) {
        open.close();
      }
    }

    private Flow.@Nullable Subscription source;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscription.request(AHEAD);
    }

    @Override
    public void onNext(DataResponse event) {
      Flow.Subscription from = source;
      if (from != null && isOpen(this)) {
        talk.event(id, event, () -> from.request(1));
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (remove(this)) {
        talk.ended(id, failure);
      }
    }

    @Override
    public void onComplete() {
      if (remove(this)) {
        talk.ended(id, null);
      }
    }
  }
}
