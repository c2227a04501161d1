package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.events.Event;
import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
  private final TableStream stream =
      new TableStream(
          new FollowedTable(LAYOUT, "arn:stream"),
          service,
          Runnable::run,
          event -> heard.add(event.mutation() + " " + id(event)));

  @BeforeEach
  void begin() {
    service.open("one", null);
    service.put("one", "before");
    stream.begin().join();
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
            new FollowedTable(LAYOUT, "arn"), other, Runnable::run, event -> heard.add(id(event)));
    late.begin().join();
    other.put("new", "after");
    late.look();

    assertThat(heard).containsExactly("after");
    assertThat(other.reads).containsExactly("new");
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

    assertThat(StreamRecords.event(LAYOUT, update).orElseThrow().mutation())
        .isEqualTo("updateTodo");
    assertThat(StreamRecords.event(LAYOUT, remove).orElseThrow().mutation())
        .isEqualTo("deleteTodo");
    assertThat(StreamRecords.event(LAYOUT, filled)).isEmpty();
    assertThat(StreamRecords.event(LAYOUT, expired)).isEmpty();
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
