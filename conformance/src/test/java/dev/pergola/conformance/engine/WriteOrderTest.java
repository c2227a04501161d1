package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.events.Event;
import dev.pergola.events.EventBus;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes of one record, and what is told of them, while a relation of one cannot be read. */
class WriteOrderTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("title", a.string())
              .field("comments", a.hasMany("Comment", "postId"))
              .authorization(allow.publicApiKey()),
          a.model("Comment")
              .field("postId", a.id())
              .field("post", a.belongsTo("Post", "postId"))
              .authorization(allow.publicApiKey()));

  private static final String UPDATED = "subscription{onUpdatePost{title comments{items{id}}}}";

  private final FaultyStore store = new FaultyStore();

  @Test
  void aRelationThatHangsHoldsUpNoWriteAndNoOrder() throws InterruptedException {
    try (Bench bench = new Bench(SCHEMA, store, builder -> builder)) {
      bench.run(KEY, "mutation{createPost(input:{id:\"p\"}){id}}");
      Reader reader = Reader.of(bench, KEY, UPDATED);
      store.holdRelations();

      CompletableFuture<DataResponse> first = update(bench, "a");
      Answer second = bench.run(KEY, "mutation{updatePost(input:{id:\"p\",title:\"b\"}){title}}");

      assertThat(second.data()).isEqualTo("{'updatePost':{'title':'b'}}");
      assertThat(first).isNotDone();
      assertThat(reader.events).isEmpty();
      store.releaseRelations();
      assertThat(first.join().errors()).isEmpty();
      assertThat(told(reader)).containsEntry("title", "a").extracting("comments").isNotNull();
      assertThat(told(reader)).containsEntry("title", "b");
    }
  }

  @Test
  void whatTakesTooLongIsToldWithoutItsRelations() throws InterruptedException {
    Limits limits = Limits.builder().requestTimeout(Duration.ofMillis(300)).build();
    try (Bench bench = new Bench(SCHEMA, store, builder -> builder.limits(limits))) {
      bench.run(KEY, "mutation{createPost(input:{id:\"p\"}){id}}");
      Reader reader = Reader.of(bench, KEY, UPDATED);
      store.holdRelations();

      CompletableFuture<DataResponse> first = update(bench, "a");
      Answer second = bench.run(KEY, "mutation{updatePost(input:{id:\"p\",title:\"b\"}){title}}");

      assertThat(second.errors()).isEmpty();
      assertThat(first.join().errors())
          .extracting(error -> error.errorType())
          .containsExactly("ExecutionTimeout");
      assertThat(told(reader)).containsEntry("title", "a").containsEntry("comments", null);
      assertThat(told(reader)).containsEntry("title", "b");
      store.releaseRelations();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBusThatThrowsLeavesNoRecordLocked(boolean publishing) throws InterruptedException {
    BrokenBus bus = new BrokenBus(publishing);
    Limits limits = Limits.builder().requestTimeout(Duration.ofSeconds(20)).build();
    try (Bench bench = new Bench(SCHEMA, builder -> builder.eventBus(bus).limits(limits))) {
      bench.run(KEY, "mutation{createPost(input:{id:\"p\"}){id}}").data();
      bus.broken.set(true);

      Answer written = bench.run(KEY, "mutation{updatePost(input:{id:\"p\",title:\"a\"}){title}}");

      assertThat(written.data()).as("what was committed").isEqualTo("{'updatePost':{'title':'a'}}");
      bus.broken.set(false);
      Reader reader = Reader.of(bench, KEY, UPDATED);
      assertThat(bench.run(KEY, "mutation{updatePost(input:{id:\"p\",title:\"b\"}){title}}").data())
          .isEqualTo("{'updatePost':{'title':'b'}}");
      assertThat(told(reader)).containsEntry("title", "b");
    }
  }

  private static CompletableFuture<DataResponse> update(Bench bench, String title) {
    return bench
        .backend()
        .execute(
            DataRequest.of(
                "mutation{updatePost(input:{id:\"p\",title:\"%s\"}){title comments{items{id}}}}"
                    .formatted(title)),
            KEY);
  }

  // The event of a model's subscription is an object.
  @SuppressWarnings("unchecked")
  private static Map<String, Object> told(Reader reader) throws InterruptedException {
    return (Map<String, Object>) reader.next().get("onUpdatePost");
  }

  /** Throws, when it is broken, wherever it can. */
  private static final class BrokenBus implements EventBus {

    final AtomicBoolean broken = new AtomicBoolean();
    private final boolean publishing;
    private Consumer<? super Event> listener = event -> {};

    BrokenBus(boolean publishing) {
      this.publishing = publishing;
    }

    @Override
    public void publish(Event event) {
      fail(publishing);
      listener.accept(event);
    }

    @Override
    public void listen(Consumer<? super Event> to) {
      listener = to;
    }

    @Override
    public boolean reachesOthers(String mutation) {
      fail(!publishing);
      return true;
    }

    private void fail(boolean here) {
      if (here && broken.get()) {
        throw new AssertionError("the bus is down");
      }
    }

    @Override
    public void close() {}
  }
}
