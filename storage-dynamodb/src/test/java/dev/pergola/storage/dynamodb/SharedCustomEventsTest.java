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
import dev.pergola.storage.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Two backends on the same tables, each hearing of the custom mutations of the other. */
class SharedCustomEventsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Note").field("text", a.string()).authorization(allow.authenticated()),
          a.customType("Message")
              .field("room", a.string())
              .field("text", a.string())
              .field("number", a.floating()),
          a.mutation("speak")
              .argument("room", a.string())
              .argument("text", a.string())
              .argument("number", a.floating())
              .returns(a.ref("Message"))
              .handler(a.handler.function(call -> call.arguments()))
              .authorization(allow.authenticated()),
          a.subscription("onSpeak")
              .on(a.ref("speak"))
              .argument("room", a.string())
              .argument("number", a.floating())
              .authorization(allow.authenticated()),
          a.subscription("onSpeakToStaff").on(a.ref("speak")).authorization(allow.group("staff")));

  private static final Schema WITHOUT =
      a.schema(
          a.model("Note").field("text", a.string()).authorization(allow.authenticated()),
          a.mutation("speak")
              .returns(a.string())
              .handler(a.handler.function(call -> "hello"))
              .authorization(allow.authenticated()));

  private static final Identity ALICE =
      Identity.userPool(Claims.of(Map.of("sub", "sub-of-alice", "username", "alice")));

  private static final String HEARD = "subscription { onSpeak { room text number } }";

  private final String prefix = UUID.randomUUID() + "-";

  @Test
  void bothHearOfItOnceWithWhatWasSelected() throws Exception {
    try (Pergola here = backend();
        Pergola there = backend()) {
      EventReader near = new EventReader(here, ALICE, HEARD);
      EventReader far = new EventReader(there, ALICE, HEARD);

      run(here, "mutation { speak(room: \"a\", text: \"é\", number: 1.5) { room said: text } }");
      run(there, "mutation { speak(room: \"b\", text: \"two\", number: 2.5) { room number } }");

      for (EventReader each : List.of(near, far)) {
        assertThat(each.take(2))
            .extracting(event -> event.data().toString())
            .containsExactlyInAnyOrder(
                "{onSpeak={room=a, text=é, number=null}}",
                "{onSpeak={room=b, text=null, number=2.5}}");
      }
      // What comes last of each process comes after whatever else it told.
      speak(here, "a", "last here");
      speak(there, "a", "last there");
      for (EventReader each : List.of(near, far)) {
        assertThat(each.take(2))
            .as("none twice")
            .extracting(event -> text(event))
            .containsExactlyInAnyOrder("last here", "last there");
      }
    }
  }

  @Test
  void theMutationsOfAProcessComeInTheirOrder() throws Exception {
    try (Pergola here = backend();
        Pergola there = backend()) {
      EventReader far = new EventReader(there, ALICE, "subscription { onSpeak { text } }");

      for (int i = 0; i < 60; i++) {
        speak(here, "a", "number " + i);
      }

      List<Object> all =
          IntStream.range(0, 60)
              .<Object>mapToObj(i -> Map.of("onSpeak", Map.of("text", "number " + i)))
              .toList();
      assertThat(far.take(60)).extracting(event -> (Object) event.data()).isEqualTo(all);
    }
  }

  @Test
  void eachSubscriberIsJudgedWhereItListens() throws Exception {
    try (Pergola here = backend();
        Pergola there = backend()) {
      EventReader oneRoom =
          new EventReader(there, ALICE, "subscription { onSpeak(room: \"a\") { text } }");
      EventReader oneNumber =
          new EventReader(there, ALICE, "subscription { onSpeak(number: 7) { text } }");

      speak(here, "b", "not for a");
      run(here, "mutation { speak(room: \"b\", text: \"seven\", number: 7.0) { text number } }");
      speak(here, "a", "for a");

      assertThat(oneRoom.take(1)).extracting(event -> text(event)).containsExactly("for a");
      assertThat(oneNumber.take(1)).extracting(event -> text(event)).containsExactly("seven");
      assertThatThrownBy(
              () -> new EventReader(there, ALICE, "subscription { onSpeakToStaff { text } }"))
          .hasMessageContaining("Not Authorized to access onSpeakToStaff");
    }
  }

  /** More than a row holds, of which the subscriber wants little. */
  @Test
  void aLargeAnswerTravelsWhole() throws Exception {
    String large = "ü€😀".repeat(100_000);
    try (Pergola here = backend();
        Pergola there = backend()) {
      EventReader far = new EventReader(there, ALICE, "subscription { onSpeak { room } }");
      EventReader filtering =
          new EventReader(
              there, ALICE, "subscription { onSpeak(room: \"%s\") { number } }".formatted("r"));

      here.execute(
              DataRequest.of("mutation($t: String) { speak(room: \"r\", text: $t) { room text } }")
                  .withVariables(Map.of("t", large)),
              ALICE)
          .join();
      speak(here, "small", "behind it");

      assertThat(far.take(2))
          .extracting(event -> event.data().toString())
          .containsExactly("{onSpeak={room=r}}", "{onSpeak={room=small}}");
      assertThat(filtering.take(1)).hasSize(1);
    }
  }

  @Test
  void theTableIsMadeWhereItIsNeededAndItsRowsExpire() {
    Pergola.builder(WITHOUT)
        .store(LocalDynamoDb.store(prefix).build())
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .build()
        .close();
    backend(WITHOUT, LocalDynamoDb.store(prefix).build()).close();
    assertThat(tables()).containsExactly(prefix + "Note");

    Instant before = Instant.now();
    try (Pergola needed = backend()) {
      assertThat(needed.description().steps())
          .singleElement()
          .asString()
          .contains("create table " + prefix + "pergola-events", "time to live by expires");
      speak(needed, "a", "text");
    }

    assertThat(tables()).containsExactlyInAnyOrder(prefix + "Note", prefix + "pergola-events");
    TimeToLiveDescription expiry =
        LocalDynamoDb.client()
            .describeTimeToLive(call -> call.tableName(prefix + "pergola-events"))
            .join()
            .timeToLiveDescription();
    assertThat(expiry.attributeName()).isEqualTo("expires");
    assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    List<Map<String, AttributeValue>> rows =
        LocalDynamoDb.client()
            .scan(call -> call.tableName(prefix + "pergola-events"))
            .join()
            .items();
    assertThat(rows).as("a first one, and the event").hasSize(2);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(Instant.ofEpochSecond(Long.parseLong(row.get("expires").n())))
                    .isBetween(
                        before.plus(Duration.ofMinutes(59)), before.plus(Duration.ofMinutes(70))));
  }

  @Test
  void aMissingTableIsTold() {
    backend(WITHOUT, LocalDynamoDb.store(prefix).build()).close();

    assertThatThrownBy(
            () -> backend(SCHEMA, LocalDynamoDb.store(prefix).createTables(false).build()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("create table " + prefix + "pergola-events");
  }

  @Test
  void aMissingPermissionIsToldAtTheStart() {
    Refusing client = new Refusing();
    client.refused = true;

    assertThatThrownBy(() -> backend(SCHEMA, store(client)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("PutItem on " + prefix + "pergola-events is not permitted")
        .hasMessageContaining("allow dynamodb:PutItem");
  }

  /** What is done is done: the caller is answered, and its own process hears of it. */
  @Test
  void anEventThatCannotBePutFailsNoMutation() throws Exception {
    Refusing client = new Refusing();
    try (Pergola here = backend(SCHEMA, store(client));
        Pergola there = backend()) {
      EventReader near = new EventReader(here, ALICE, HEARD);
      EventReader far = new EventReader(there, ALICE, HEARD);

      try (Logged log = Logged.by(StreamsEventBus.class)) {
        client.refused = true;
        speak(here, "a", "near only");
        assertThat(near.take(1)).extracting(event -> text(event)).containsExactly("near only");
        assertThat(log.lines())
            .containsExactly(
                "ERROR 1 event(s) did not get into DynamoDB table %spergola-events; the author's own subscriptions in other processes do not hear of them"
                    .formatted(prefix));
        client.refused = false;
        speak(here, "a", "both");
        assertThat(far.take(1)).extracting(event -> text(event)).containsExactly("both");
      }

      assertThat(near.take(1)).extracting(event -> text(event)).containsExactly("both");
    }
  }

  private static String text(DataResponse event) {
    return String.valueOf(
        ((Map<?, ?>) ((Map<?, ?>) event.data()).values().iterator().next()).get("text"));
  }

  private static void speak(Pergola backend, String room, String text) {
    run(
        backend,
        "mutation { speak(room: \"%s\", text: \"%s\") { room text } }".formatted(room, text));
  }

  private static void run(Pergola backend, String document) {
    assertThat(backend.execute(DataRequest.of(document), ALICE).join().errors()).isEmpty();
  }

  private List<String> tables() {
    List<String> all = Collections.synchronizedList(new ArrayList<>());
    LocalDynamoDb.client().listTablesPaginator().tableNames().subscribe(all::add).join();
    return all.stream().filter(name -> name.startsWith(prefix)).toList();
  }

  private DynamoDbStore store(ForwardingClient client) {
    return DynamoDbStore.builder(client)
        .tableNames(TableNames.prefixed(prefix))
        .createTables(true)
        .pointInTimeRecovery(false)
        .deletionProtection(false)
        .build();
  }

  private Pergola backend() {
    return backend(SCHEMA, LocalDynamoDb.store(prefix).build());
  }

  private static Pergola backend(Schema schema, DynamoDbStore store) {
    return Pergola.builder(schema)
        .store(store)
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .eventBus(StreamsEventBus.of(store, LocalDynamoDb.streams(), Duration.ofMillis(50)))
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
