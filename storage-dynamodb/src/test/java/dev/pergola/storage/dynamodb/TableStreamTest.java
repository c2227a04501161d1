package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.events.Event;
import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/** How shards are read, against a service that splits them, forgets, and fails. */
class TableStreamTest {

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final TableLayout LAYOUT =
      new TableLayout(
          new Table("Todo", List.of(ID), new Key(ID, List.of()), List.of()), "t-Todo", List.of());

  private final ScriptedStreams service = new ScriptedStreams();
  private final List<String> heard = new ArrayList<>();
  private final TableStream stream = stream(service.clock());

  @BeforeEach
  void begin() {
    service.open("one", null);
    service.put("one", "before");
    service.pass(Duration.ofMinutes(2));
    stream.begin().join();
    service.reads.clear();
  }

  @Test
  void hearsOfWhatComesLaterAndOfNothingBefore() {
    service.put("one", "a");
    stream.look();
    service.put("one", "b");
    service.put("one", "c");
    stream.look();
    stream.look();

    assertThat(heard).containsExactly("createTodo a", "createTodo b", "createTodo c");
  }

  @Test
  void aShardIsAskedOnceALook() {
    service.open("two", null);
    look(40);

    assertThat(Collections.frequency(service.reads, "one")).isEqualTo(40);
    assertThat(Collections.frequency(service.reads, "two")).isLessThan(40);
  }

  @Test
  void childrenAreReadFromTheirFirstRecordWhenTheirParentIsReadToItsEnd() {
    service.put("one", "a");
    service.open("two", "one");
    service.open("three", "one");
    service.put("two", "c");
    service.put("three", "d");
    look(20);
    assertThat(heard).as("the parent is not at its end").containsExactly("createTodo a");

    service.put("one", "b");
    service.close("one");
    look(3);

    assertThat(heard)
        .containsExactly("createTodo a", "createTodo b", "createTodo c", "createTodo d");
  }

  @Test
  void grandchildrenWaitForTheirParentsToo() {
    service.close("one");
    service.open("two", "one");
    service.put("two", "a");
    service.close("two");
    service.open("three", "two");
    service.put("three", "b");
    look(10);

    assertThat(heard).containsExactly("createTodo a", "createTodo b");
  }

  @Test
  void aShardThatWasClosedBeforeIsNotRead() {
    ScriptedStreams other = new ScriptedStreams();
    other.open("old", null);
    other.put("old", "before");
    other.close("old");
    other.open("new", "old");
    TableStream late =
        new TableStream(
            new FollowedTable(LAYOUT, "arn"),
            other,
            Runnable::run,
            other.clock(),
            change -> event(change).map(TableStreamTest::id).ifPresent(heard::add));
    late.begin().join();
    other.put("new", "after");
    late.look();

    assertThat(heard).containsExactly("after");
    assertThat(other.reads).containsOnly("new");
  }

  @Test
  void aFirstLookThatIsDisturbedLosesNothing() {
    ScriptedStreams other = new ScriptedStreams();
    other.open("one", null);
    other.fail(LimitExceededException.builder().build());
    TableStream late =
        new TableStream(
            new FollowedTable(LAYOUT, "arn"),
            other,
            Runnable::run,
            other.clock(),
            change -> event(change).map(TableStreamTest::id).ifPresent(heard::add));
    late.begin().join();
    other.put("one", "after");
    late.look();

    assertThat(heard).containsExactly("after");
  }

  @Test
  void anExpiredPlaceIsTakenAnewBehindWhatWasRead() {
    service.put("one", "a");
    stream.look();
    service.fail(ExpiredIteratorException.builder().build());
    service.put("one", "b");
    look(2);

    assertThat(heard).containsExactly("createTodo a", "createTodo b");
  }

  @Test
  void anExpiredPlaceOfAShardThatHasToldNothingLosesNothing() {
    service.pass(Duration.ofMinutes(1));
    stream.look();
    service.pass(Duration.ofMillis(50));
    service.put("one", "in the second of the last look");
    service.pass(Duration.ofMinutes(20));
    service.put("one", "later");
    service.fail(ExpiredIteratorException.builder().build());
    look(2);

    assertThat(heard)
        .containsExactly("createTodo in the second of the last look", "createTodo later");
  }

  @Test
  void anExpiredPlaceOfAShardThatWasNeverReadIsAsOldAsItsBeginning() {
    service.pass(Duration.ofMinutes(20));
    service.put("one", "a");
    service.fail(ExpiredIteratorException.builder().build());
    service.fail(ExpiredIteratorException.builder().build());
    look(3);

    assertThat(heard).containsExactly("createTodo a");
  }

  @ParameterizedTest
  @ValueSource(ints = {-50, -5, 5, 50})
  void aHostWhoseClockIsWrongLosesNothingAndTellsNothingTwice(int seconds) {
    TableStream wrong = stream(Clock.offset(service.clock(), Duration.ofSeconds(seconds)));
    wrong.begin().join();
    wrong.look();
    service.put("one", "right after a look");
    service.pass(Duration.ofMinutes(20));
    service.put("one", "later");
    service.fail(ExpiredIteratorException.builder().build());
    wrong.look();
    wrong.look();
    service.pass(Duration.ofMinutes(20));
    service.fail(ExpiredIteratorException.builder().build());
    wrong.look();
    wrong.look();

    assertThat(heard).containsExactly("createTodo right after a look", "createTodo later");
  }

  @Test
  void anExpiredPlaceOfAShardThatWasNotReadForLongMayTellOfTheMinuteBefore() {
    service.put("one", "a minute before");
    service.pass(Duration.ofSeconds(50));
    TableStream late = stream(service.clock());
    late.begin().join();
    service.pass(Duration.ofMinutes(20));
    service.put("one", "after");
    service.fail(ExpiredIteratorException.builder().build());
    late.look();
    late.look();

    assertThat(heard).containsExactly("createTodo a minute before", "createTodo after");
  }

  @Test
  void anExpiredPlaceOfAChildIsItsFirstRecord() {
    service.open("two", "one");
    service.put("two", "a");
    service.close("one");
    look(2);
    service.pass(Duration.ofMinutes(20));
    service.fail(ExpiredIteratorException.builder().build());
    look(3);

    assertThat(heard).containsExactly("createTodo a");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20, 21})
  void aClientThatThrowsIsAskedAgain(int looks) {
    look(looks - 1);
    service.fail(ExpiredIteratorException.builder().build());
    stream.look();
    // The next look takes a place, or looks for shards.
    service.breaks(new IllegalStateException("Connection pool shut down"));
    service.breaks(new IllegalStateException("Connection pool shut down"));
    look(1);
    service.put("one", "a");
    service.open("two", null);
    service.put("two", "b");
    look(60);

    assertThat(heard).containsExactlyInAnyOrder("createTodo a", "createTodo b");
  }

  @Test
  void aClientThatThrowsAtTheBeginningIsAFailure() {
    service.breaks(new IllegalStateException("Connection pool shut down"));

    assertThat(stream.begin()).isCompletedExceptionally();
  }

  @Test
  void afterAGapItGoesOnWithWhatIsLeft() {
    service.put("one", "a");
    service.put("one", "b");
    service.put("one", "c");
    service.trim("one", 3);
    service.fail(TrimmedDataAccessException.builder().build());
    look(2);

    assertThat(heard).containsExactly("createTodo c");
  }

  @Test
  void afterAFailureItPausesLongerAndLongerAndLosesNothing() {
    for (int i = 0; i < 4; i++) {
      service.fail(LimitExceededException.builder().build());
    }
    service.put("one", "a");
    look(19);
    assertThat(heard).isEmpty();
    assertThat(service.reads).as("looks 1, 3, 6 and 11").hasSize(4);

    look(1);
    assertThat(heard).containsExactly("createTodo a");
  }

  @Test
  void aShardThatIsGoneIsLeft() {
    service.fail(ResourceNotFoundException.builder().build());
    look(5);

    assertThat(service.reads).hasSize(1);
  }

  @Test
  void aRecordThatIsGivenAgainIsNotTold() {
    service.put("one", "a");
    service.put("one", "b");
    stream.look();
    service.repeat = true;
    service.put("one", "c");
    look(3);

    assertThat(heard).containsExactly("createTodo a", "createTodo b", "createTodo c");
  }

  @Test
  void sequenceNumbersAreComparedAsNumbers() {
    assertThat(StreamRecords.isAfter("10", "9")).isTrue();
    assertThat(StreamRecords.isAfter("9", "10")).isFalse();
    assertThat(StreamRecords.isAfter("10", "10")).isFalse();
    assertThat(StreamRecords.isAfter("11", "10")).isTrue();
  }

  @Test
  void whatNoMutationDidIsNoEvent() {
    Record update = ScriptedStreams.record(OperationType.MODIFY, "5", "x");
    Record remove = ScriptedStreams.record(OperationType.REMOVE, "5", "x");
    Record filled =
        update.toBuilder()
            .dynamodb(update.dynamodb().toBuilder().oldImage(update.dynamodb().newImage()).build())
            .build();
    Record expired = remove.toBuilder().userIdentity(service -> service.type("Service")).build();

    LoadMark load = LoadMark.next();
    Record loaded = with(update, update.dynamodb().oldImage(), marked(load.in()));
    Instant now = Instant.parse("2031-05-06T07:08:09Z");
    Record takenOut = at(now.plusSeconds(60), with(remove, marked(load.out(now)), Map.of()));
    // By a load that was killed before it did.
    Record leftThere = at(now.plusSeconds(3600), takenOut);
    Record changedAfterwards = with(update, marked(load.in()), update.dynamodb().newImage());
    Record removedAfterwards = with(remove, marked(load.in()), Map.of());

    assertThat(StreamRecords.event(LAYOUT, loaded)).isEmpty();
    assertThat(StreamRecords.event(LAYOUT, takenOut)).isEmpty();
    assertThat(StreamRecords.event(LAYOUT, leftThere)).isPresent();
    assertThat(load.out(now).s()).hasSizeLessThanOrEqualTo(UUID.randomUUID().toString().length());
    assertThat(StreamRecords.event(LAYOUT, changedAfterwards)).isPresent();
    assertThat(StreamRecords.event(LAYOUT, removedAfterwards)).isPresent();
    assertThat(StreamRecords.event(LAYOUT, update).orElseThrow().mutation())
        .isEqualTo("updateTodo");
    assertThat(StreamRecords.event(LAYOUT, remove).orElseThrow().mutation())
        .isEqualTo("deleteTodo");
    assertThat(StreamRecords.event(LAYOUT, filled)).isEmpty();
    assertThat(StreamRecords.event(LAYOUT, expired)).isEmpty();
  }

  private TableStream stream(Clock clock) {
    return new TableStream(
        new FollowedTable(LAYOUT, "arn:stream"),
        service,
        Runnable::run,
        clock,
        change -> event(change).ifPresent(event -> heard.add(event.mutation() + " " + id(event))));
  }

  private static Optional<Event> event(Record change) {
    return StreamRecords.event(LAYOUT, change);
  }

  private static Map<String, AttributeValue> marked(AttributeValue mark) {
    return Map.of("id", AttributeValue.fromS("x"), TableLayout.WRITE_ID, mark);
  }

  private static Record at(Instant time, Record record) {
    return record.toBuilder()
        .dynamodb(record.dynamodb().toBuilder().approximateCreationDateTime(time).build())
        .build();
  }

  private static Record with(
      Record record, Map<String, AttributeValue> old, Map<String, AttributeValue> now) {
    return record.toBuilder()
        .dynamodb(record.dynamodb().toBuilder().oldImage(old).newImage(now).build())
        .build();
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      stream.look();
    }
  }

  private static String id(Event event) {
    return String.valueOf(event.record().value(ID));
  }
}
