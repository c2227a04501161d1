package dev.pergola.benchmarks;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;

/** Notes of owners, and news for everybody, with subscribers to them. */
final class LiveNotes implements AutoCloseable {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Note").field("text", a.string()).authorization(allow.owner()),
          a.model("News").field("text", a.string()).authorization(allow.authenticated()));

  private static final DataRequest OWN =
      DataRequest.of("subscription { onUpdateNote { id text } }");
  private static final DataRequest ALL =
      DataRequest.of("subscription { onUpdateNews { id text } }");
  private static final DataRequest WRITE_OWN =
      DataRequest.of("mutation { updateNote(input: {id: \"1\", text: \"new\"}) { id text } }");
  private static final DataRequest WRITE_NEWS =
      DataRequest.of("mutation { updateNews(input: {id: \"1\", text: \"new\"}) { id text } }");

  private final Pergola backend =
      Pergola.builder(SCHEMA)
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
          .build();
  private final LongAdder heard = new LongAdder();

  /** One for all, since it is the host's and no part of what a subscription takes. */
  private final Reader reader = new Reader(heard);

  private final List<Identity> owners = new ArrayList<>();
  private final List<EventStream> streams = new ArrayList<>();

  LiveNotes() {
    owners(1);
    run(DataRequest.of("mutation { createNote(input: {id: \"1\"}) { id } }"));
    run(DataRequest.of("mutation { createNews(input: {id: \"1\"}) { id } }"));
  }

  /** So many owners, made once. */
  List<Identity> owners(int count) {
    for (int i = owners.size(); i < count; i++) {
      owners.add(Identity.userPool(Claims.of(Map.of("sub", "sub-" + i, "username", "user" + i))));
    }
    return owners;
  }

  /** Up to so many owners listen to what is theirs. */
  void ownersListen(int count) {
    owners(count);
    for (int i = streams.size(); i < count; i++) {
      listen(OWN, owners.get(i));
    }
  }

  /** So many listen to the same. */
  void allListen(int count) {
    for (int i = 0; i < count; i++) {
      listen(ALL, owners.get(0));
    }
  }

  /** The first owner writes what only that owner may hear of. */
  void writeOwn() {
    run(WRITE_OWN);
  }

  void writeNews() {
    run(WRITE_NEWS);
  }

  /** How many events have been read by anybody. */
  long heard() {
    return heard.sum();
  }

  @Override
  public void close() {
    backend.close();
  }

  private void run(DataRequest request) {
    DataResponse response = backend.execute(request, owners.get(0)).join();
    if (!response.errors().isEmpty()) {
      throw new IllegalStateException("Not written: " + response.errors());
    }
  }

  private void listen(DataRequest request, Identity caller) {
    EventStream stream = backend.subscribe(request, caller);
    stream.started().join();
    stream.subscribe(reader);
    streams.add(stream);
  }

  private record Reader(LongAdder heard) implements Flow.Subscriber<DataResponse> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(DataResponse event) {
      if (event.toJson().length > 0) {
        heard.increment();
      }
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException("A reader lost its stream", failure);
    }

    @Override
    public void onComplete() {}
  }
}
