package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.storage.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;

/** Two backends on the same tables, each hearing of what the other writes. */
class SharedEventsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Todo")
              .field("title", a.string())
              .field("count", a.integer())
              .authorization(allow.owner(), allow.authenticated()),
          a.model("Diary").field("text", a.string()).authorization(allow.owner()));

  private static final Identity ALICE = user("alice");
  private static final Identity BOB = user("bob");
  private static final String ALL = "subscription { onUpdateTodo { id count } }";

  private final String prefix = UUID.randomUUID() + "-";
  private final DynamoDbStreamsAsyncClient streams = LocalDynamoDb.streams();
  private final Pergola here = backend();
  private final Pergola there = backend();

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void aWriteOnOneIsHeardOnBothOnce() throws Exception {
    Reader near = new Reader(here, ALICE, "subscription { onCreateTodo { title } }");
    Reader far = new Reader(there, BOB, "subscription { onCreateTodo { title } }");

    create(here, ALICE, "one");
    create(there, BOB, "two");
    create(here, ALICE, "three");

    for (Reader reader : List.of(near, far)) {
      assertThat(reader.take(3))
          .extracting(event -> event.data().toString())
          .containsExactlyInAnyOrder(
              "{onCreateTodo={title=one}}",
              "{onCreateTodo={title=two}}",
              "{onCreateTodo={title=three}}");
      assertThat(reader.events).as("none twice").isEmpty();
    }
  }

  @Test
  void changesOfARecordComeInTheOrderOfTheirCommitsWhoeverMadeThem() throws Exception {
    String id = create(here, ALICE, "counted");
    Reader near = new Reader(here, ALICE, ALL);
    Reader far = new Reader(there, BOB, ALL);

    for (int i = 0; i < 40; i++) {
      run(
          i % 2 == 0 ? here : there,
          ALICE,
          "mutation($id: ID!, $c: Int) { updateTodo(input: {id: $id, count: $c}) { id } }",
          Map.of("id", id, "c", i));
    }

    List<Object> all =
        IntStream.range(0, 40)
            .<Object>mapToObj(i -> Map.of("onUpdateTodo", Map.of("id", id, "count", i)))
            .toList();
    assertThat(near.take(40)).extracting(event -> (Object) event.data()).isEqualTo(all);
    assertThat(far.take(40)).extracting(event -> (Object) event.data()).isEqualTo(all);
  }

  @Test
  void aDeletedRecordIsShownAsItWasAndRulesHoldOnTheOtherNode() throws Exception {
    Reader owner = new Reader(there, ALICE, "subscription { onDeleteDiary { text } }");
    Reader other = new Reader(there, BOB, "subscription { onDeleteDiary { text } }");
    for (Identity each : List.of(ALICE, BOB)) {
      String id =
          id(
              run(
                  here,
                  each,
                  "mutation { createDiary(input: {text: \"secret\"}) { id } }",
                  Map.of()),
              "createDiary");
      run(
          here,
          each,
          "mutation($id: ID!) { deleteDiary(input: {id: $id}) { id } }",
          Map.of("id", id));
    }

    assertThat(owner.take(1))
        .extracting(event -> event.data().toString())
        .containsExactly("{onDeleteDiary={text=secret}}");
    other.take(1);
    assertThat(owner.events).as("not what is Bob's").isEmpty();
    assertThat(other.events).as("not what is Alice's").isEmpty();
  }

  @Test
  void whatWasWrittenBeforeABackendWasBuiltIsNotHeardOfThere() throws Exception {
    create(here, ALICE, "before");
    try (Pergola late = backend()) {
      Reader reader = new Reader(late, ALICE, "subscription { onCreateTodo { title } }");
      create(there, ALICE, "after");

      assertThat(reader.take(1))
          .extracting(event -> event.data().toString())
          .containsExactly("{onCreateTodo={title=after}}");
    }
  }

  @Test
  void closingLeavesNoThread() {
    Pergola third = backend();
    long before = readers();
    third.close();
    here.close();
    there.close();

    assertThat(before).isEqualTo(3);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("pergola-streams")) {
        join(thread);
      }
    }
    assertThat(readers()).isZero();
  }

  @Test
  void aTableWithoutAStreamIsSaid() {
    String other = UUID.randomUUID() + "-";
    Pergola.builder(SCHEMA)
        .store(LocalDynamoDb.store(other).build())
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .build()
        .close();
    LocalDynamoDb.client()
        .updateTable(
            call ->
                call.tableName(other + "Todo")
                    .streamSpecification(stream -> stream.streamEnabled(false)))
        .join();
    DynamoDbStore store = LocalDynamoDb.store(other).build();

    assertThatThrownBy(
            () ->
                Pergola.builder(SCHEMA)
                    .store(store)
                    .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
                    .eventBus(StreamsEventBus.of(store, streams))
                    .build())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(other + "Todo")
        .hasMessageContaining("NEW_AND_OLD_IMAGES");
  }

  private static long readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("pergola-streams"))
        .count();
  }

  private static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Pergola backend() {
    DynamoDbStore store = LocalDynamoDb.store(prefix).build();
    return Pergola.builder(SCHEMA)
        .store(store)
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .eventBus(StreamsEventBus.of(store, streams, Duration.ofMillis(50)))
        .build();
  }

  private static String create(Pergola backend, Identity caller, String title) {
    return id(
        run(
            backend,
            caller,
            "mutation($t: String) { createTodo(input: {title: $t}) { id } }",
            Map.of("t", title)),
        "createTodo");
  }

  private static String id(DataResponse response, String field) {
    return (String) ((Map<?, ?>) ((Map<?, ?>) response.data()).get(field)).get("id");
  }

  private static DataResponse run(
      Pergola backend, Identity caller, String document, Map<String, Object> variables) {
    DataResponse response =
        backend.execute(DataRequest.of(document).withVariables(variables), caller).join();
    assertThat(response.errors()).isEmpty();
    return response;
  }

  private static Identity user(String name) {
    return Identity.userPool(Claims.of(Map.of("sub", "sub-of-" + name, "username", name)));
  }

  /** Reads one subscription, which stands when this is made. */
  private static final class Reader implements Flow.Subscriber<DataResponse> {

    private final BlockingQueue<DataResponse> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Reader(Pergola backend, Identity caller, String document) {
      EventStream stream = backend.subscribe(DataRequest.of(document), caller);
      stream.started().join();
      stream.subscribe(this);
    }

    List<DataResponse> take(int count) throws InterruptedException {
      List<DataResponse> taken = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        DataResponse next = events.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("event %d of %d after %s", i + 1, count, taken).isNotNull();
        taken.add(next);
      }
      return taken;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(DataResponse event) {
      events.add(event);
    }

    @Override
    public void onError(Throwable failure) {
      over.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      over.complete(null);
    }
  }
}
