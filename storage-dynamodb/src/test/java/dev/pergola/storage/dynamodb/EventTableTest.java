package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.events.Event;
import dev.pergola.events.ExpectedEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What one process puts into the table of events, another reads. */
class EventTableTest {

  private static final ExpectedEvents EXPECTED =
      new ExpectedEvents(Set.of("speak", "ring", "count", "weigh"), Set.of("updateTodo"));
  private static final Instant NOW = Instant.parse("2031-05-06T07:08:09Z");
  private static final int MOST_WAITING = 2_000_000;
  private static final int ITEM_BYTES = 400 * 1024;

  private final Service service = new Service();
  private final Outbox outbox = outbox("here");
  private final List<Event> heard = new ArrayList<>();
  private final Map<Commit, @Nullable Object> selected = new LinkedHashMap<>();
  private final Inbox inbox = new Inbox("there", EXPECTED, heard::add, selected::put);

  @Test
  void whatAnswersHaveIsReadAsItWas() {
    Map<String, @Nullable Object> answer =
        Map.of("text", "é😀\"", "list", Arrays.asList(1L, null, 2.5), "flag", true);

    outbox.add(text("speak", answer));
    outbox.add(text("ring", "low"));
    outbox.add(text("count", 3L));
    deliver();

    assertThat(heard)
        .containsExactly(event("speak", answer), event("ring", "low"), event("count", 3L));
  }

  @Test
  void fractionsStayFractions() {
    List<Number> answer = List.of(2.0, 1e21, 0.1, -3.5, 2L, 9_007_199_254_740_993L);
    outbox.add(text("weigh", answer));
    deliver();

    assertThat(heard).containsExactly(event("weigh", answer));
  }

  @Test
  void nothingIsToldOfMutationsWhoseEventsDoNotComeThisWay() {
    outbox.add(text("createNote", Map.of("text", "forged")));
    outbox.add(text("ring", "low"));
    deliver();

    assertThat(heard).containsExactly(event("ring", "low"));
  }

  @Test
  void whatAModelsMutationSelectedIsReadWithItsWriteAndIsNoEventByItself() {
    Commit one = new Commit("updateTodo", List.of("a\"#b", "7"), "some id");
    Commit two = new Commit("updateTodo", List.of("c"), "");
    outbox.add(EventText.ofModel(one, Map.of("title", "t")));
    outbox.add(EventText.ofModel(two, Map.of("count", 2.0)));
    outbox.add(EventText.ofModel(new Commit("createNote", List.of("c"), "x"), "not asked for"));
    outbox.add(EventText.ofModel(new Commit("ring", List.of("c"), "x"), "forged"));
    outbox.add(text("updateTodo", "forged"));
    deliver();

    assertThat(selected)
        .containsExactly(
            Map.entry(one, Map.of("title", "t")), Map.entry(two, Map.of("count", 2.0)));
    assertThat(heard).isEmpty();
  }

  @Test
  void thatNothingIsToldOfAWriteIsReadToo() {
    Commit write = new Commit("updateTodo", List.of("a"), "some id");
    outbox.add(EventText.ofModel(write, null));
    deliver();

    assertThat(selected).containsOnlyKeys(write);
    assertThat(selected.get(write)).isNull();
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "[]",
        "[7]",
        "[[]]",
        "[[7,\"x\"]]",
        "[[\"updateTodo\"]]",
        "[[\"updateTodo\",\"x\",\"k\",\"w\"]]",
        "[[\"updateTodo\",\"x\",[7],\"w\"]]",
        "[[\"updateTodo\",\"x\",[\"k\"],7]]",
        "[[\"updateTodo\",\"x\",[\"k\"],\"w\",1]]"
      })
  void whatIsNoEventIsPassedOver(String text) {
    service.items.add(EventTable.item("elsewhere", 0, text, 0, 1, NOW));
    service.items.add(EventTable.item("elsewhere", 1, "[[\"ring\",\"low\"]]", 0, 1, NOW));
    deliver();

    assertThat(heard).containsExactly(event("ring", "low"));
    assertThat(selected).isEmpty();
  }

  @Test
  void aTextThatGoesOnForEverIsForgotten() {
    String part = "x".repeat(1 << 20);
    for (int i = 0; i < 70; i++) {
      service.items.add(
          EventTable.item("elsewhere", i, i == 0 ? "[[\"ring\",\"" : part, i, 71, NOW));
    }
    service.items.add(EventTable.item("elsewhere", 70, "\"]]", 70, 71, NOW));
    deliver();
    assertThat(heard).isEmpty();

    service.items.clear();
    outbox.add(text("ring", "low"));
    deliver();
    assertThat(heard).containsExactly(event("ring", "low"));
  }

  @Test
  void aFirstRowHasNoEvents() {
    outbox.open().join();
    deliver();

    assertThat(service.items).hasSize(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void rowsExpireAfterAnHour() {
    outbox.add(text("ring", "low"));

    assertThat(service.items.get(0).get("expires").n())
        .isEqualTo(Long.toString(NOW.plus(Duration.ofHours(1)).getEpochSecond()));
  }

  @Test
  void aProcessHearsNothingOfItsOwnRows() {
    Inbox own = new Inbox("here", EXPECTED, heard::add, selected::put);
    outbox.add(text("ring", "low"));
    service.records(OperationType.INSERT).forEach(own::take);

    assertThat(heard).isEmpty();
  }

  @Test
  void whatIsPutOnceMoreOrExpiresIsNoEvent() {
    outbox.add(text("ring", "low"));
    service.records(OperationType.MODIFY).forEach(inbox::take);
    service.records(OperationType.REMOVE).forEach(inbox::take);

    assertThat(heard).isEmpty();
  }

  @Test
  void whatComesWhileARowIsOnItsWayGoesIntoTheNext() {
    service.hold();
    for (int i = 0; i < 100; i++) {
      outbox.add(text("ring", "tone " + i));
    }
    service.release();
    deliver();

    assertThat(service.items).hasSize(2);
    assertThat(heard)
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> event("ring", "tone " + i)).toList());
  }

  @Test
  void noRowIsLargerThanTheServiceAllows() {
    service.hold();
    for (int i = 0; i < 40; i++) {
      outbox.add(text("ring", i + "é".repeat(20_000)));
    }
    service.release();
    deliver();

    assertThat(service.items).allMatch(item -> bytes(item) < ITEM_BYTES);
    assertThat(service.items).hasSizeLessThan(10);
    assertThat(heard).hasSize(40);
  }

  @Test
  void anEventThatIsLargerThanARowIsSeveralRows() {
    String large = "€😀x".repeat(200_000);
    outbox.add(text("ring", large));
    outbox.add(text("ring", "low"));
    deliver();

    assertThat(service.items).hasSizeGreaterThan(4).allMatch(item -> bytes(item) < ITEM_BYTES);
    assertThat(heard).containsExactly(event("ring", large), event("ring", "low"));
  }

  @Test
  void twoProcessesMayTellLargeEventsAtOnce() {
    String large = "x".repeat(1_000_000);
    Outbox other = outbox("elsewhere");
    outbox.add(text("ring", large));
    List<Record> here = service.records(OperationType.INSERT);
    service.items.clear();
    other.add(text("ring", large));
    List<Record> elsewhere = service.records(OperationType.INSERT);

    for (int i = 0; i < here.size(); i++) {
      inbox.take(here.get(i));
      inbox.take(elsewhere.get(i));
    }

    assertThat(heard).containsExactly(event("ring", large), event("ring", large));
  }

  @Test
  void ofAnEventWhoseBeginningOrMiddleIsMissingNothingIsTold() {
    outbox.add(text("ring", "x".repeat(1_000_000)));
    List<Record> rows = service.records(OperationType.INSERT);
    service.items.clear();
    outbox.add(text("ring", "low"));
    assertThat(rows).hasSize(3);

    inbox.take(rows.get(1));
    inbox.take(rows.get(2));
    inbox.take(rows.get(0));
    inbox.take(rows.get(2));
    deliver();

    assertThat(heard).containsExactly(event("ring", "low"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROTTLED", "NOT_REACHED", "TIMED_OUT", "SERVER_ERROR"})
  void whatPassesIsWaitedForInOrder(Fault fault) {
    service.faults.addAll(List.of(fault, fault, fault, fault));
    outbox.add(text("ring", "one"));
    outbox.add(text("ring", "two"));
    deliver();

    assertThat(heard).containsExactly(event("ring", "one"), event("ring", "two"));
  }

  @Test
  void whatIsLostIsToldOnceAndHowMuchItWas() {
    try (Logged log = Logged.by(StreamsEventBus.class)) {
      service.faults.addAll(List.of(Fault.FORBIDDEN, Fault.TABLE_MISSING));
      outbox.add(text("ring", "one"));
      outbox.add(text("ring", "two"));
      outbox.add(text("ring", "three"));

      assertThat(log.lines())
          .containsExactly(
              "ERROR 1 event(s) did not get into DynamoDB table t-events; the author's own subscriptions in other processes do not hear of them",
              "WARN Events get into DynamoDB table t-events again; 2 did not meanwhile");
    }
    deliver();

    assertThat(heard).containsExactly(event("ring", "three"));
  }

  @Test
  void soMuchMayWaitAndNoMore() {
    try (Logged log = Logged.by(StreamsEventBus.class)) {
      service.hold();
      outbox.add(text("ring", "on its way"));
      outbox.add(text("ring", "x".repeat(MOST_WAITING + 1)));
      outbox.add(text("ring", "too much"));

      assertThat(log.lines()).singleElement().asString().startsWith("ERROR 1 event(s)");
      service.release();
    }
    deliver();

    assertThat(heard).hasSize(2);
  }

  @Test
  void closingWaitsForWhatIsOnItsWayAndTakesNoMore() {
    service.hold();
    outbox.add(text("ring", "one"));
    CompletableFuture<Void> closed = CompletableFuture.runAsync(outbox::close);
    service.release();
    closed.join();
    try (Logged log = Logged.by(StreamsEventBus.class)) {
      outbox.add(text("ring", "two"));

      assertThat(log.lines()).hasSize(1);
    }
    deliver();

    assertThat(heard).containsExactly(event("ring", "one"));
  }

  private Outbox outbox(String process) {
    Calls calls =
        new Calls(service, new InFlight(1), attempt -> CompletableFuture.completedFuture(null));
    return new Outbox(calls, "t-events", process, Clock.fixed(NOW, ZoneOffset.UTC), MOST_WAITING);
  }

  private void deliver() {
    service.records(OperationType.INSERT).forEach(inbox::take);
  }

  private static Event event(String mutation, Object payload) {
    return new Event(mutation, null, payload);
  }

  private static EventText text(String mutation, Object payload) {
    return EventText.ofCustom(mutation, payload);
  }

  private static int bytes(Map<String, AttributeValue> item) {
    return item.get("text").s().getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 200;
  }

  /** Takes items, when it is told to. */
  private static final class Service extends ForwardingClient {

    private final List<Map<String, AttributeValue>> items = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

    Service() {
      super(new LittleDynamoDb());
    }

    void hold() {
      open = new CompletableFuture<>();
    }

    void release() {
      open.complete(null);
    }

    List<Record> records(OperationType what) {
      return items.stream()
          .map(
              item ->
                  Record.builder()
                      .eventName(what)
                      .dynamodb(change -> change.newImage(item).sequenceNumber("1"))
                      .build())
          .toList();
    }

    @Override
    @SuppressWarnings("unchecked")
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      if (!faults.isEmpty()) {
        return CompletableFuture.failedFuture(faults.remove(0).failure());
      }
      return open.thenApply(
          now -> {
            items.add(((PutItemRequest) request).item());
            return (A) PutItemResponse.builder().build();
          });
    }
  }
}
