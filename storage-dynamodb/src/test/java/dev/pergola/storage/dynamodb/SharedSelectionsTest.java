package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.RestoreOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Two backends on the same tables: what mutations of models select is heard on both. */
class SharedSelectionsTest {

  private static final Schema SCHEMA = schema(true);

  /** The same models, whose mutations nobody but their own subscriptions hears of. */
  private static final Schema WITHOUT = schema(false);

  private static final Identity ALICE =
      Identity.userPool(Claims.of(Map.of("sub", "sub-of-alice", "username", "alice")));

  private static final String ANY = "subscription { onAnyTodo { id title count } }";
  private static final String UPDATE =
      "mutation($id: ID!, $c: Int) { updateTodo(input: {id: $id, count: $c}) { id count } }";

  private final String prefix = UUID.randomUUID() + "-";

  /** So much later than it is. */
  private final AtomicLong later = new AtomicLong();

  private final Pergola here = backend(SCHEMA, LocalDynamoDb.store(prefix).build());
  private final Pergola there = backend(SCHEMA, LocalDynamoDb.store(prefix).build());

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void bothHearExactlyWhatWasSelected() throws Exception {
    EventReader near = new EventReader(here, ALICE, ANY);
    EventReader far = new EventReader(there, ALICE, ANY);
    EventReader model =
        new EventReader(there, ALICE, "subscription { onUpdateTodo { id title count } }");

    run(
        here,
        "mutation { createTodo(input: {id: \"a\", title: \"t\", count: 1}) { id said: title } }");
    run(here, "mutation { updateTodo(input: {id: \"a\", count: 2}) { id count } }");
    run(here, "mutation { deleteTodo(input: {id: \"a\"}) { key: id title } }");

    for (EventReader each : List.of(near, far)) {
      assertThat(texts(each, 3))
          .containsExactly(
              "{onAnyTodo={id=a, title=t, count=null}}",
              "{onAnyTodo={id=a, title=null, count=2}}",
              "{onAnyTodo={id=a, title=t, count=null}}");
    }
    assertThat(texts(model, 1))
        .as("by the stream, which has the whole record")
        .containsExactly("{onUpdateTodo={id=a, title=t, count=2}}");
    update(there, "b", 9);
    for (EventReader each : List.of(near, far)) {
      assertThat(texts(each, 2))
          .as("none twice")
          .containsExactly(
              "{onAnyTodo={id=b, title=null, count=null}}",
              "{onAnyTodo={id=b, title=null, count=9}}");
    }
    assertThat(model.take(1)).hasSize(1);
    assertThat(model.events).as("none twice").isEmpty();
  }

  @Test
  void twoThatChangeOneRecordAlternatelyAreHeardInTheOrderOfTheirCommits() throws Exception {
    EventReader near = new EventReader(here, ALICE, ANY);
    EventReader far = new EventReader(there, ALICE, ANY);
    create(here, "a");
    near.take(1);
    far.take(1);

    for (int i = 0; i < 40; i++) {
      run(i % 2 == 0 ? here : there, UPDATE, Map.of("id", "a", "c", i));
    }

    List<String> all =
        IntStream.range(0, 40)
            .mapToObj("{onAnyTodo={id=a, title=null, count=%d}}"::formatted)
            .toList();
    assertThat(texts(near, 40)).isEqualTo(all);
    assertThat(texts(far, 40)).isEqualTo(all);
  }

  @Test
  void twoThatChangeOneRecordAtOnceAreHeardInTheOrderOfTheirCommits() throws Exception {
    EventReader commits = new EventReader(here, ALICE, "subscription { onUpdateTodo { count } }");
    EventReader near = new EventReader(here, ALICE, "subscription { onAnyTodo { count } }");
    EventReader far = new EventReader(there, ALICE, "subscription { onAnyTodo { count } }");
    create(here, "a");
    near.take(1);
    far.take(1);

    List<CompletableFuture<DataResponse>> writes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      writes.add(
          (i % 2 == 0 ? here : there)
              .execute(DataRequest.of(UPDATE).withVariables(Map.of("id", "a", "c", i)), ALICE));
    }

    assertThat(writes).allSatisfy(write -> assertThat(write.join().errors()).isEmpty());
    List<String> order =
        texts(commits, 60).stream().map(each -> each.replace("onUpdateTodo", "onAnyTodo")).toList();
    assertThat(order).doesNotHaveDuplicates();
    assertThat(texts(near, 60)).isEqualTo(order);
    assertThat(texts(far, 60)).isEqualTo(order);
  }

  @Test
  void ofATransactionEachRecordIsHeard() throws Exception {
    EventReader far = new EventReader(there, ALICE, "subscription { onAnyTodo { id count } }");
    EventReader seats = new EventReader(there, ALICE, "subscription { onSeat { row place note } }");
    create(here, "changed");
    create(here, "removed");
    far.take(2);

    DataClient client = here.client(ALICE);
    client
        .transact(
            client.model("Todo").create(Map.of("id", "made", "count", 1)),
            client.model("Todo").update(Map.of("id", "changed", "count", 2)),
            client.model("Todo").delete("removed"),
            client.model("Seat").create(Map.of("row", 7, "place", 1.5, "note", "n")))
        .join();

    assertThat(texts(far, 3))
        .containsExactlyInAnyOrder(
            "{onAnyTodo={id=made, count=1}}",
            "{onAnyTodo={id=changed, count=2}}",
            "{onAnyTodo={id=removed, count=null}}");
    assertThat(texts(seats, 1)).containsExactly("{onSeat={row=7, place=1.5, note=n}}");
  }

  @Test
  void keysOfNumbersAreFoundAgain() throws Exception {
    EventReader far = new EventReader(there, ALICE, "subscription { onSeat { row place note } }");

    run(here, "mutation { createSeat(input: {row: 10, place: 2.0}) { row place } }");
    run(
        here,
        "mutation { updateSeat(input: {row: 10, place: 2, note: \"n\"}) { row place note } }");
    run(here, "mutation { deleteSeat(input: {row: 10, place: 20e-1}) { row place } }");

    assertThat(texts(far, 3))
        .containsExactly(
            "{onSeat={row=10, place=2.0, note=null}}",
            "{onSeat={row=10, place=2.0, note=n}}",
            "{onSeat={row=10, place=2.0, note=null}}");
  }

  /** As AppSync's own resolvers leave them. */
  @Test
  void rowsWithoutTheIdOfAWriteAreChangedAndDeletedLikeOthers() throws Exception {
    EventReader far = new EventReader(there, ALICE, ANY);
    for (String id : List.of("changed", "removed")) {
      LocalDynamoDb.client()
          .putItem(
              call ->
                  call.tableName(prefix + "Todo")
                      .item(
                          Map.of(
                              "id", AttributeValue.fromS(id),
                              "title", AttributeValue.fromS("theirs"))))
          .join();
    }

    run(here, UPDATE, Map.of("id", "changed", "c", 5));
    run(here, "mutation { deleteTodo(input: {id: \"removed\"}) { id title } }");

    assertThat(texts(far, 2))
        .containsExactlyInAnyOrder(
            "{onAnyTodo={id=changed, title=null, count=5}}",
            "{onAnyTodo={id=removed, title=theirs, count=null}}");
  }

  /** As a required field makes it that AppSync's own resolvers left out. */
  @Test
  void anAnswerThatBecameNullHoldsUpNoLaterOne() throws Exception {
    EventReader near = new EventReader(here, ALICE, "subscription { onSeat { row note } }");
    EventReader far = new EventReader(there, ALICE, "subscription { onSeat { row note } }");
    run(here, "mutation { createSeat(input: {row: 1, place: 1}) { row } }");
    near.take(1);
    far.take(1);
    LocalDynamoDb.client()
        .updateItem(
            call ->
                call.tableName(prefix + "Seat")
                    .key(
                        Map.of(
                            "row", AttributeValue.fromN("1"), "place", AttributeValue.fromN("1")))
                    .updateExpression("REMOVE strict"))
        .join();

    DataResponse broken =
        here.execute(
                DataRequest.of(
                    "mutation { updateSeat(input: {row: 1, place: 1}) { row strict note } }"),
                ALICE)
            .join();
    assertThat(broken.errors()).hasSize(1);
    run(here, "mutation { updateSeat(input: {row: 1, place: 1, note: \"n\"}) { row note } }");

    try (Logged log = Logged.by(StreamsEventBus.class)) {
      assertThat(texts(near, 1)).containsExactly("{onSeat={row=1, note=n}}");
      assertThat(texts(far, 1)).containsExactly("{onSeat={row=1, note=n}}");
      assertThat(log.lines()).as("none given up").isEmpty();
    }
  }

  @Test
  void whatARestorePutInIsDeletedLikeOthersAndIsNotToldItself() throws Exception {
    EventReader far = new EventReader(there, ALICE, ANY);
    create(here, "kept");
    far.take(1);
    ByteArrayOutputStream backup = new ByteArrayOutputStream();
    here.backup(backup);

    here.restore(
        new ByteArrayInputStream(backup.toByteArray()), RestoreOptions.standard().replace(true));
    run(here, "mutation { deleteTodo(input: {id: \"kept\"}) { id } }");

    assertThat(texts(far, 1)).containsExactly("{onAnyTodo={id=kept, title=null, count=null}}");
  }

  @Test
  void whatOneThatTellsNothingWritesHoldsUpTheRecordForAWhile() throws Exception {
    try (Pergola silent = backend(WITHOUT, LocalDynamoDb.store(prefix).build());
        Logged log = Logged.by(StreamsEventBus.class)) {
      EventReader far = new EventReader(there, ALICE, ANY);
      EventReader commits = new EventReader(there, ALICE, "subscription { onUpdateTodo { id } }");
      create(here, "a");
      create(here, "b");
      far.take(2);

      run(silent, UPDATE, Map.of("id", "a", "c", 1));
      run(here, UPDATE, Map.of("id", "a", "c", 2));
      run(here, UPDATE, Map.of("id", "b", "c", 3));

      assertThat(commits.take(3)).hasSize(3);
      assertThat(texts(far, 1)).containsExactly("{onAnyTodo={id=b, title=null, count=3}}");
      assertThat(far.events).isEmpty();
      later.addAndGet(Joiner.PATIENCE);
      assertThat(texts(far, 1)).containsExactly("{onAnyTodo={id=a, title=null, count=2}}");
      assertThat(log.lines())
          .allSatisfy(
              line -> assertThat(line).startsWith("WARN 1 mutation(s) of models were not told"))
          .isNotEmpty();
    }
  }

  /** The own process needs no table of events for its own mutations. */
  @Test
  void whatCannotBePutIsHeardOfInItsOwnProcess() throws Exception {
    Refusing client = new Refusing();
    try (Pergola refused = backend(SCHEMA, LocalDynamoDb.store(prefix, client).build());
        Logged log = Logged.by(StreamsEventBus.class)) {
      EventReader near = new EventReader(refused, ALICE, ANY);
      EventReader far = new EventReader(there, ALICE, ANY);
      EventReader model = new EventReader(there, ALICE, "subscription { onCreateTodo { id } }");

      client.refused = true;
      create(refused, "near only");
      client.refused = false;
      create(refused, "both");

      assertThat(texts(near, 2))
          .containsExactly(
              "{onAnyTodo={id=near only, title=null, count=null}}",
              "{onAnyTodo={id=both, title=null, count=null}}");
      assertThat(texts(far, 1)).containsExactly("{onAnyTodo={id=both, title=null, count=null}}");
      assertThat(model.take(2)).as("by the stream").hasSize(2);
      assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR 1 event(s) did not get"));
    }
  }

  private static Schema schema(boolean heard) {
    Model todo =
        a.model("Todo")
            .field("title", a.string())
            .field("count", a.integer())
            .authorization(allow.authenticated());
    Model seat =
        a.model("Seat")
            .field("row", a.integer().required())
            .field("place", a.floating().required())
            .field("note", a.string())
            .field("strict", a.string().required().defaultValue("s"))
            .identifier("row", "place")
            .authorization(allow.authenticated());
    return heard
        ? a.schema(
            todo,
            seat,
            a.subscription("onAnyTodo")
                .on(a.ref("Todo").mutations(Mutation.CREATE, Mutation.UPDATE, Mutation.DELETE))
                .authorization(allow.authenticated()),
            a.subscription("onSeat")
                .on(a.ref("Seat").mutations(Mutation.CREATE, Mutation.UPDATE, Mutation.DELETE))
                .authorization(allow.authenticated()))
        : a.schema(todo, seat);
  }

  private static List<String> texts(EventReader reader, int count) throws InterruptedException {
    return reader.take(count).stream().map(event -> event.data().toString()).toList();
  }

  private static void create(Pergola backend, String id) {
    run(backend, "mutation($id: ID!) { createTodo(input: {id: $id}) { id } }", Map.of("id", id));
  }

  /** Makes a record and changes it. */
  private static void update(Pergola backend, String id, int count) {
    create(backend, id);
    run(backend, UPDATE, Map.of("id", id, "c", count));
  }

  private static void run(Pergola backend, String document) {
    run(backend, document, Map.of());
  }

  private static void run(Pergola backend, String document, Map<String, Object> variables) {
    DataResponse response =
        backend.execute(DataRequest.of(document).withVariables(variables), ALICE).join();
    assertThat(response.errors()).isEmpty();
  }

  private Pergola backend(Schema schema, DynamoDbStore store) {
    return Pergola.builder(schema)
        .store(store)
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .eventBus(
            StreamsEventBus.of(
                store,
                LocalDynamoDb.streams(),
                Duration.ofMillis(50),
                () -> System.nanoTime() + later.get()))
        .build();
  }

  /** Lets nobody put into the table of events while it refuses. */
  private static final class Refusing extends ForwardingClient {

    private volatile boolean refused;

    Refusing() {
      super(LocalDynamoDb.client());
    }

    @Override
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      return refused
              && request instanceof PutItemRequest put
              && put.tableName().endsWith("pergola-events")
          ? CompletableFuture.failedFuture(Fault.FORBIDDEN.failure())
          : call.apply(request);
    }
  }
}
