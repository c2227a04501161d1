package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.ThrottledException;
import dev.pergola.storage.UpdateRequest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers get when calls fail, and that nothing is lost or done twice. */
class FaultsTest {

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column COUNT = new Column("count", 1, ColumnType.NUMBER, false);
  private static final Column TEXT = new Column("text", 2, ColumnType.STRING, false);
  private static final Table COUNTERS =
      new Table("Counter", List.of(ID, COUNT, TEXT), new Key(ID, List.of()), List.of());

  private final Deque<Fault> script = new ArrayDeque<>();
  private final DynamoDbStore store = scripted(this::next);
  private final DynamoDbStore sound = scripted(() -> Fault.NONE);

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "THROTTLED",
        "NOT_REACHED",
        "TIMED_OUT",
        "RESET",
        "SERVER_ERROR",
        "SERVER_ERROR_AFTER",
        "CONFLICT"
      })
  void aFaultThatPassesIsNotSeen(Fault fault) {
    String id = "passing " + fault;
    fail(fault);
    Change created = await(store.put(PutRequest.create(COUNTERS, row(id, 0), Filter.all())));
    fail(fault, fault);
    Change updated = await(store.update(increment(id, 0)));

    assertThat(created.before()).isNull();
    assertThat(created.after()).isEqualTo(row(id, 0));
    assertThat(updated.after()).isEqualTo(row(id, 1));
    fail(fault);
    assertThat(await(store.get(get(id)))).contains(row(id, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, throttled",
    "EXPIRED, expired",
    "FORBIDDEN, dynamodb:GetItem",
    "TABLE_MISSING, no such table"
  })
  void aFaultThatStaysIsToldWithItsRemedy(Fault fault, String words) {
    fail(fault, fault, fault);

    StoreException failure = failure(store.get(get("staying")));

    assertThat(failure).hasMessageContaining("GetItem on").hasMessageContaining(words);
    assertThat(failure instanceof ThrottledException).isEqualTo(fault == Fault.THROTTLED);
  }

  @Test
  void aWriteOfAnotherIsNotTakenForOnesOwn() {
    String id = "another";
    await(sound.put(PutRequest.create(COUNTERS, row(id, 7), Filter.all())));
    fail(Fault.NOT_REACHED);

    assertThat(failure(store.put(PutRequest.create(COUNTERS, row(id, 0), Filter.all()))))
        .isInstanceOf(ConditionFailedException.class);
    assertThat(await(sound.get(get(id)))).contains(row(id, 7));
  }

  @Test
  void aDeleteWhoseAnswerIsLostSaysThatTheRowIsGone() {
    String id = "lost";
    await(sound.put(PutRequest.create(COUNTERS, row(id, 0), Filter.all())));
    fail(Fault.TIMED_OUT);

    StoreException failure =
        failure(store.delete(DeleteRequest.existing(COUNTERS, key(id), Filter.all())));

    assertThat(failure)
        .isNotInstanceOf(ConditionFailedException.class)
        .hasMessageContaining("the row was gone");
    assertThat(await(sound.get(get(id)))).isEmpty();
  }

  @Test
  void aRowOfMoreThanTheServiceTakesIsTooLarge() {
    Row large = Row.builder(COUNTERS).set(0, "large").set(2, "x".repeat(410 * 1024)).build();

    assertThat(failure(store.put(PutRequest.create(COUNTERS, large, Filter.all()))))
        .isInstanceOf(RowTooLargeException.class);
  }

  @Test
  void aConditionThatTheServiceCannotJudgeHoldsUnderFaultsToo() {
    String id = "guarded";
    await(sound.put(PutRequest.create(COUNTERS, row(id, 0), Filter.all())));
    Filter size = new Filter.Not(new Filter.Size(TEXT, Comparison.GT, 3));
    fail(Fault.THROTTLED, Fault.NONE, Fault.TIMED_OUT);

    Change change =
        await(
            store.update(
                UpdateRequest.existing(
                    COUNTERS, key(id), List.of(new Assignment(COUNT, 5L)), size)));

    assertThat(change.after()).isEqualTo(row(id, 5));
  }

  private Fault next() {
    synchronized (script) {
      return script.isEmpty() ? Fault.NONE : script.remove();
    }
  }

  private void fail(Fault... faults) {
    synchronized (script) {
      script.clear();
      script.addAll(Arrays.asList(faults));
    }
  }

  private static DynamoDbStore scripted(Supplier<Fault> script) {
    DynamoDbStore store =
        DynamoDbStore.builder(new ScriptedClient(LocalDynamoDb.client(), script))
            .tableNames(TableNames.prefixed("faults-"))
            .createTables(true)
            .pointInTimeRecovery(false)
            .deletionProtection(false)
            .pauses(attempt -> CompletableFuture.completedFuture(null))
            .build();
    await(store.prepare(new PrepareRequest(List.of(COUNTERS))));
    return store;
  }

  private static UpdateRequest increment(String id, long from) {
    return UpdateRequest.existing(
        COUNTERS,
        key(id),
        List.of(new Assignment(COUNT, from + 1)),
        new Filter.Compare(COUNT, Comparison.EQ, from));
  }

  private static Row row(String id, long count) {
    return Row.builder(COUNTERS).set(0, id).set(1, count).build();
  }

  private static RowKey key(String id) {
    return new RowKey(List.of(id));
  }

  private static GetRequest get(String id) {
    return new GetRequest(COUNTERS, key(id));
  }

  private static StoreException failure(CompletionStage<?> stage) {
    StoreException[] failure = new StoreException[1];
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> await(stage))
        .satisfies(e -> failure[0] = e);
    return failure[0];
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw e;
    }
  }
}
