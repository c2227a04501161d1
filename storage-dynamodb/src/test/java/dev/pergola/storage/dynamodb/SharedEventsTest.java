package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.RestoreOptions;
import dev.pergola.storage.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
          a.model("Diary").field("text", a.string()).authorization(allow.owner()),
          a.mutation("ring")
              .argument("tone", a.string())
              .returns(a.string())
              .handler(a.handler.function(call -> call.arguments().get("tone")))
              .authorization(allow.authenticated()),
          a.subscription("onRing").on(a.ref("ring")).authorization(allow.authenticated()),
          a.subscription("onNewTodo")
              .on(a.ref("Todo").mutations(Mutation.CREATE))
              .authorization(allow.authenticated()));

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
    EventReader near = new EventReader(here, ALICE, "subscription { onCreateTodo { title } }");
    EventReader far = new EventReader(there, BOB, "subscription { onCreateTodo { title } }");

    create(here, ALICE, "one");
    create(there, BOB, "two");
    create(here, ALICE, "three");

    for (EventReader reader : List.of(near, far)) {
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
    EventReader near = new EventReader(here, ALICE, ALL);
    EventReader far = new EventReader(there, BOB, ALL);

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
    EventReader owner = new EventReader(there, ALICE, "subscription { onDeleteDiary { text } }");
    EventReader other = new EventReader(there, BOB, "subscription { onDeleteDiary { text } }");
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
      EventReader reader = new EventReader(late, ALICE, "subscription { onCreateTodo { title } }");
      create(there, ALICE, "after");

      assertThat(reader.take(1))
          .extracting(event -> event.data().toString())
          .containsExactly("{onCreateTodo={title=after}}");
    }
  }

  @Test
  void anAuthorsOwnSubscriptionToAModelHearsWhatWasSelected() throws Exception {
    EventReader near = new EventReader(here, ALICE, "subscription { onNewTodo { title count } }");
    EventReader far = new EventReader(there, ALICE, "subscription { onNewTodo { title count } }");
    EventReader model =
        new EventReader(here, ALICE, "subscription { onCreateTodo { title count } }");
    EventReader rings = new EventReader(here, ALICE, "subscription { onRing }");
    EventReader farRings = new EventReader(there, ALICE, "subscription { onRing }");

    run(
        here,
        ALICE,
        "mutation { createTodo(input: {title: \"t\", count: 1}) { title } }",
        Map.of());
    run(here, ALICE, "mutation { ring(tone: \"low\") }", Map.of());

    for (EventReader each : List.of(near, far)) {
      assertThat(each.take(1))
          .extracting(event -> event.data().toString())
          .containsExactly("{onNewTodo={title=t, count=null}}");
    }
    assertThat(model.take(1))
        .as("by the stream, which has the whole record")
        .extracting(event -> event.data().toString())
        .containsExactly("{onCreateTodo={title=t, count=1}}");
    for (EventReader each : List.of(rings, farRings)) {
      assertThat(each.take(1))
          .extracting(event -> event.data().toString())
          .containsExactly("{onRing=low}");
    }
    assertThat(near.events).as("none twice").isEmpty();
    assertThat(model.events).as("none twice").isEmpty();
    assertThat(far.events).as("none twice").isEmpty();
  }

  @Test
  void aRestoreIsNotTold() throws Exception {
    EventReader before = new EventReader(there, ALICE, "subscription { onCreateTodo { title } }");
    String kept = create(here, ALICE, "kept");
    ByteArrayOutputStream backup = new ByteArrayOutputStream();
    here.backup(backup);
    create(here, ALICE, "added");
    before.take(2);
    EventReader created = new EventReader(there, ALICE, "subscription { onCreateTodo { title } }");
    EventReader updated = new EventReader(there, ALICE, "subscription { onUpdateTodo { title } }");
    EventReader deleted = new EventReader(there, ALICE, "subscription { onDeleteTodo { title } }");

    here.restore(
        new ByteArrayInputStream(backup.toByteArray()), RestoreOptions.standard().replace(true));
    run(
        here,
        ALICE,
        "mutation($id: ID!) { updateTodo(input: {id: $id, title: \"new\"}) { id } }",
        Map.of("id", kept));
    run(
        here,
        ALICE,
        "mutation($id: ID!) { deleteTodo(input: {id: $id}) { id } }",
        Map.of("id", kept));
    create(here, ALICE, "last");

    // In the order of their commits: whatever the restore wrote would come before.
    assertThat(created.take(1))
        .extracting(event -> event.data().toString())
        .containsExactly("{onCreateTodo={title=last}}");
    assertThat(updated.take(1))
        .extracting(event -> event.data().toString())
        .containsExactly("{onUpdateTodo={title=new}}");
    assertThat(deleted.take(1))
        .extracting(event -> event.data().toString())
        .containsExactly("{onDeleteTodo={title=new}}");
    assertThat(created.events).isEmpty();
    assertThat(deleted.events).isEmpty();
  }

  @Test
  void closingLeavesNoThread() {
    Pergola third = backend();
    long before = readers();
    third.close();
    here.close();
    there.close();

    // Those of a test before may be about to end.
    assertThat(before).isGreaterThanOrEqualTo(3);
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
}
