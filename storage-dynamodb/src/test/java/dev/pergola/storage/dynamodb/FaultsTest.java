package dev.pergola.storage.dynamodb;

import static dev.pergola.storage.dynamodb.Counters.COUNT;
import static dev.pergola.storage.dynamodb.Counters.TEXT;
import static dev.pergola.storage.dynamodb.Counters.await;
import static dev.pergola.storage.dynamodb.Counters.count;
import static dev.pergola.storage.dynamodb.Counters.create;
import static dev.pergola.storage.dynamodb.Counters.delete;
import static dev.pergola.storage.dynamodb.Counters.failure;
import static dev.pergola.storage.dynamodb.Counters.get;
import static dev.pergola.storage.dynamodb.Counters.key;
import static dev.pergola.storage.dynamodb.Counters.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.ThrottledException;
import dev.pergola.storage.UpdateRequest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** What callers get when calls fail, and that nothing is lost or done twice. */
class FaultsTest {

  private static final String PREFIX = "faults-";

  private final Deque<Fault> script = new ArrayDeque<>();
  private final Deque<Runnable> rivals = new ArrayDeque<>();
  private final DynamoDbStore store =
      Counters.prepared(
          Counters.builder(PREFIX, new ScriptedClient(LocalDynamoDb.client(), this::next))
              .pauses(attempt -> CompletableFuture.runAsync(this::rival, Runnable::run)));
  private final DynamoDbStore sound = Counters.store(PREFIX, LocalDynamoDb.client());

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
    Change created = await(store.put(create(row(id, 0))));
    fail(fault, fault);
    Change updated = await(store.update(count(id, 0, 1)));

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
    await(sound.put(create(row(id, 7))));
    fail(Fault.NOT_REACHED);

    assertThat(failure(store.put(create(row(id, 0))))).isInstanceOf(ConditionFailedException.class);
    assertThat(await(sound.get(get(id)))).contains(row(id, 7));
  }

  @Test
  void aDeleteWhoseAnswerIsLostSaysThatTheRowIsGone() {
    String id = "lost";
    await(sound.put(create(row(id, 0))));
    fail(Fault.TIMED_OUT);

    StoreException failure = failure(store.delete(delete(id)));

    assertThat(failure)
        .isNotInstanceOf(ConditionFailedException.class)
        .hasMessageContaining("either it was made, and the row is gone since, or it was not");
    assertThat(await(sound.get(get(id)))).isEmpty();
  }

  @Test
  void aRowOfMoreThanTheServiceTakesIsTooLarge() {
    Row large = row("large", 0, "x".repeat(410 * 1024));

    assertThat(failure(store.put(create(large)))).isInstanceOf(RowTooLargeException.class);
  }

  @Test
  void aConditionThatTheServiceCannotJudgeHoldsUnderFaultsToo() {
    String id = "guarded";
    await(sound.put(create(row(id, 0))));
    Filter size = new Filter.Not(new Filter.Size(TEXT, Comparison.GT, 3));
    fail(Fault.THROTTLED, Fault.NONE, Fault.TIMED_OUT);

    Change change =
        await(
            store.update(
                UpdateRequest.existing(
                    Counters.TABLE, key(id), List.of(new Assignment(COUNT, 5L)), size)));

    assertThat(change.after()).isEqualTo(row(id, 5));
  }

  /** The row does not bear the mark of the write, whether that was made or not. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TIMED_OUT", "RESET", "SERVER_ERROR_AFTER", "SERVER_ERROR"})
  void whatAnotherHasChangedSinceIsNotToldAsRefused(Fault fault) {
    String id = "changed since " + fault;
    boolean made = fault.applied();
    fail(fault);
    rivals.add(() -> await(sound.put(put(row(id, 50)))));
    StoreException created = failure(store.put(create(row(id, 0))));
    fail(fault);
    rivals.add(() -> await(sound.put(put(row(id, made ? 61 : 60)))));
    StoreException updated = failure(store.update(count(id, 50, 51)));
    fail(fault);
    rivals.add(() -> await(sound.delete(new DeleteRequest(Counters.TABLE, key(id), Filter.all()))));
    StoreException gone = failure(store.update(count(id, made ? 61 : 60, 62)));

    assertThat(created)
        .isNotInstanceOf(ConditionFailedException.class)
        .hasMessageStartingWith("PutItem on faults-Counter was not answered")
        .hasMessageContaining("either it was made, and the row was written since, or it was not");
    assertThat(updated)
        .isNotInstanceOf(ConditionFailedException.class)
        .hasMessageContaining("either it was made, and the row was written since, or it was not");
    assertThat(gone)
        .isNotInstanceOf(ConditionFailedException.class)
        .hasMessageContaining("either it was made, and the row is gone since, or it was not");
    assertThat(await(sound.get(get(id)))).isEmpty();
  }

  @Test
  void whatTheStoreJudgesItselfIsNotMadeAgainOverAnother() {
    String id = "judged here";
    await(sound.put(put(row(id, 0, "ab"))));
    Filter shortText = new Filter.Size(TEXT, Comparison.LT, 3);
    fail(Fault.NONE, Fault.TIMED_OUT);
    rivals.add(() -> await(sound.put(put(row(id, 7, "c")))));

    StoreException failure =
        failure(
            store.update(
                UpdateRequest.existing(
                    Counters.TABLE, key(id), List.of(new Assignment(COUNT, 5L)), shortText)));

    assertThat(failure)
        .isNotInstanceOf(ConditionFailedException.class)
        .hasMessageContaining("either it was made");
    assertThat(await(sound.get(get(id)))).contains(row(id, 7, "c"));
  }

  @Test
  void whatMayHaveBeenMadeIsNotToldAsThrottled() {
    String id = "then throttled";
    fail(Fault.TIMED_OUT, Fault.THROTTLED, Fault.THROTTLED);

    StoreException failure = failure(store.put(create(row(id, 0))));

    assertThat(failure)
        .isNotInstanceOf(ThrottledException.class)
        .hasMessageContaining("may have been done or not")
        .hasMessageContaining("was throttled");
    assertThat(await(sound.get(get(id)))).contains(row(id, 0));
  }

  /** The client has seen something else before, and does not tell what. */
  @Test
  void theClientsOwnRetriesProveNothing() {
    String id = "hidden";
    await(sound.put(create(row(id, 0))));
    ForwardingClient retrying =
        new ForwardingClient(LocalDynamoDb.client()) {
          @Override
          <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
              String operation, Q request, Function<Q, CompletableFuture<A>> call) {
            return call.apply(request)
                .exceptionallyCompose(
                    failure ->
                        CompletableFuture.failedFuture(
                            failure.getCause() instanceof ConditionalCheckFailedException refused
                                ? refused.toBuilder().numAttempts(2).build()
                                : failure));
          }
        };

    StoreException failure = failure(Counters.store(PREFIX, retrying).update(count(id, 5, 6)));

    assertThat(failure)
        .isNotInstanceOf(ConditionFailedException.class)
        .hasMessageContaining("either it was made");
  }

  private static PutRequest put(Row row) {
    return new PutRequest(Counters.TABLE, row, Filter.all());
  }

  private void rival() {
    Runnable rival = rivals.poll();
    if (rival != null) {
      rival.run();
    }
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
}
