package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.request.Backend;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.OverloadedException;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import dev.pergola.request.SubscriptionRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
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
  private final Map<String, Entry> live = new HashMap<>();

  /**
   * What has been asked for and does not stand yet; a live one of the same id goes on till then.
   */
  private final Map<String, Entry> coming = new HashMap<>();

  private boolean over;
  private boolean checking;

  SocketSubscriptions(Backend backend, Talk talk) {
    this.backend = backend;
    this.talk = talk;
  }

  synchronized int size() {
    return live.size() + (int) coming.keySet().stream().filter(id -> !live.containsKey(id)).count();
  }

  synchronized boolean has(String id) {
    return live.containsKey(id) || coming.containsKey(id);
  }

  /**
   * Subscribes for whoever the credentials prove; takes the place of one with the same id as soon
   * as it stands.
   *
   * @param verdict what becomes of the credentials
   */
  void start(
      String id,
      DataRequest request,
      Credentials credentials,
      CompletableFuture<Authentication> verdict) {
    Entry entry = put(id, credentials);
    if (entry == null) {
      return;
    }
    var unused =
        verdict.whenComplete(
            (answer, failure) -> {
              if (answer instanceof Authentication.Accepted accepted) {
                subscribe(entry, request, accepted);
              } else if (refuse(entry)) {
                talk.unauthorized(id, Introduction.message(answer));
              }
            });
  }

  /** Ends a subscription; false when there is none with this id. */
  boolean stop(String id) {
    Entry stands;
    Entry comes;
    synchronized (this) {
      stands = live.remove(id);
      comes = coming.remove(id);
    }
    close(stands);
    close(comes);
    return stands != null || comes != null;
  }

  /** Ends all, and takes no more. */
  void end() {
    List<Entry> all;
    synchronized (this) {
      over = true;
      all = entries();
      live.clear();
      coming.clear();
    }
    all.forEach(Entry::close);
  }

  /** Ends those whose credentials are not good any more, or not for the same caller. */
  void recheck() {
    Map<Credentials, List<Entry>> shown = new LinkedHashMap<>();
    synchronized (this) {
      if (checking || live.isEmpty()) {
        return;
      }
      checking = true;
      for (Entry entry : live.values()) {
        shown.computeIfAbsent(entry.credentials, same -> new ArrayList<>()).add(entry);
      }
    }
    List<CompletableFuture<Authentication>> checks = new ArrayList<>();
    shown.forEach(
        (credentials, entries) ->
            checks.add(
                Introduction.authenticate(backend, credentials)
                    .whenComplete((answer, failure) -> checked(entries, answer, failure))));
    var unused =
        CompletableFuture.allOf(checks.toArray(CompletableFuture[]::new))
            .whenComplete((done, failure) -> checkedAll());
  }

  private synchronized void checkedAll() {
    checking = false;
  }

  private void checked(
      List<Entry> entries, @Nullable Authentication answer, @Nullable Throwable failure) {
    if (failure != null && cause(failure) instanceof OverloadedException) {
      // The backend is closing, and ends its streams itself.
      return;
    }
    for (Entry entry : entries) {
      boolean good =
          answer instanceof Authentication.Accepted accepted && entry.isOf(accepted.identity());
      if (!good && remove(entry)) {
        entry.close();
        talk.ended(entry.id, new SubscriptionEndedException(Reason.REVOKED));
      }
    }
  }

  /** A place for a subscription that is to come; null when the socket is closed. */
  private @Nullable Entry put(String id, Credentials credentials) {
    Entry entry;
    Entry before;
    synchronized (this) {
      if (over) {
        return null;
      }
      // Clients show the same token for all: it is kept once.
      Credentials kept =
          entries().stream()
              .map(other -> other.credentials)
              .filter(credentials::equals)
              .findFirst()
              .orElse(credentials);
      entry = new Entry(id, kept);
      before = coming.put(id, entry);
    }
    close(before);
    return entry;
  }

  private List<Entry> entries() {
    return Stream.concat(live.values().stream(), coming.values().stream()).toList();
  }

  private static void close(@Nullable Entry entry) {
    if (entry != null) {
      entry.close();
    }
  }

  private synchronized boolean refuse(Entry entry) {
    return coming.remove(entry.id, entry);
  }

  private synchronized boolean remove(Entry entry) {
    return live.remove(entry.id, entry);
  }

  private synchronized boolean isComing(Entry entry) {
    return coming.get(entry.id) == entry;
  }

  private synchronized boolean isOpen(Entry entry) {
    return live.get(entry.id) == entry;
  }

  private void subscribe(Entry entry, DataRequest request, Authentication.Accepted caller) {
    if (!isComing(entry)) {
      return;
    }
    EventStream stream;
    try {
      stream = backend.subscribe(request, caller);
    } catch (RuntimeException thrown) {
      if (refuse(entry)) {
        talk.refused(entry.id, thrown);
      }
      return;
    }
    entry.open(stream, caller);
    var unused =
        stream
            .started()
            .whenComplete(
                (started, failure) -> {
                  if (failure == null) {
                    stands(entry, stream);
                  } else if (refuse(entry)) {
                    talk.refused(entry.id, cause(failure));
                  }
                });
  }

  private void stands(Entry entry, EventStream stream) {
    Entry before;
    synchronized (this) {
      if (!coming.remove(entry.id, entry)) {
        return;
      }
      before = live.put(entry.id, entry);
    }
    close(before);
    talk.started(entry.id);
    stream.subscribe(entry);
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

    /**
     * Whether clients pass an event over of which there are errors only. It then ends its
     * subscription, so that they know of it.
     */
    boolean passesErrorsOver();

    /** The backend has ended it; null when it is closing. */
    void ended(String id, @Nullable Throwable why);
  }

  private final class Entry implements Flow.Subscriber<DataResponse> {

    private final String id;
    private final Credentials credentials;
    private @Nullable Identity caller;
    private @Nullable EventStream stream;
    private Flow.@Nullable Subscription source;
    private boolean closed;

    Entry(String id, Credentials credentials) {
      this.id = id;
      this.credentials = credentials;
    }

    synchronized boolean isOf(Identity other) {
      return caller != null && Callers.same(caller, other);
    }

    void open(EventStream opened, Authentication.Accepted of) {
      boolean late;
      synchronized (this) {
        stream = opened;
        caller = of.identity();
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

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscription.request(AHEAD);
    }

    @Override
    public void onNext(DataResponse event) {
      Flow.Subscription from = source;
      if (from == null || !isOpen(this)) {
        return;
      }
      if (!talk.passesErrorsOver() || !event.isRefusal()) {
        talk.event(id, event, () -> from.request(1));
      } else if (remove(this)) {
        close();
        talk.refused(id, new SubscriptionRefusedException(event.errors()));
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
