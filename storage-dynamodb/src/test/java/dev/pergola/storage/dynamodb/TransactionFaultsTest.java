package dev.pergola.storage.dynamodb;

import static dev.pergola.storage.dynamodb.Counters.COUNT;
import static dev.pergola.storage.dynamodb.Counters.ID;
import static dev.pergola.storage.dynamodb.Counters.await;
import static dev.pergola.storage.dynamodb.Counters.count;
import static dev.pergola.storage.dynamodb.Counters.create;
import static dev.pergola.storage.dynamodb.Counters.delete;
import static dev.pergola.storage.dynamodb.Counters.failure;
import static dev.pergola.storage.dynamodb.Counters.key;
import static dev.pergola.storage.dynamodb.Counters.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowSize;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.ThrottledException;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteFailedException;
import dev.pergola.storage.WriteRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What callers get when the calls of transactions fail, and that each is done once and whole. */
class TransactionFaultsTest {

  private static final String PREFIX = "txfaults-";
  private static final int SCHEDULES = Boolean.getBoolean("pergola.deep") ? 5_000 : 150;

  private final DynamoDbStore sound = store(LocalDynamoDb.client());

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "THROTTLED",
        "NOT_REACHED",
        "TIMED_OUT",
        "RESET",
        "SERVER_ERROR",
        "SERVER_ERROR_AFTER"
      })
  void aFaultThatPassesIsNotSeen(Fault fault) {
    String id = "passing " + fault + " ";
    put(row(id + "updated", 1));
    put(row(id + "deleted", 2));
    // Both calls fail twice, the read and the write.
    DynamoDbStore store = scripted(fault, fault, Fault.NONE, fault, fault);

    List<Change> changes =
        await(
            transact(
                store,
                create(row(id + "created", 0)),
                count(id + "updated", 1, 5),
                delete(id + "deleted")));

    assertThat(changes)
        .containsExactly(
            new Change(null, row(id + "created", 0)),
            new Change(row(id + "updated", 1), row(id + "updated", 5)),
            new Change(row(id + "deleted", 2), null));
    assertThat(get(id + "created")).isEqualTo(row(id + "created", 0));
    assertThat(get(id + "updated")).isEqualTo(row(id + "updated", 5));
    assertThat(get(id + "deleted")).isNull();
  }

  @Test
  void aWriteOfAnotherBetweenIsNotLost() {
    put(row("between", 1));
    Deque<Runnable> others = new ArrayDeque<>();
    others.add(() -> put(row("between", 2, "theirs")));
    DynamoDbStore store =
        store(
            new Before(
                "TransactWriteItems",
                () -> {
                  if (!others.isEmpty()) {
                    others.remove().run();
                  }
                  return null;
                }));

    List<Change> changes =
        await(
            transact(
                store,
                UpdateRequest.existing(
                    Counters.TABLE,
                    key("between"),
                    List.of(new Assignment(COUNT, 9L)),
                    Filter.all())));

    assertThat(changes)
        .containsExactly(new Change(row("between", 2, "theirs"), row("between", 9, "theirs")));
    assertThat(get("between")).isEqualTo(row("between", 9, "theirs"));
  }

  /** By the id of the write before it, a delete is found in the stream of its table. */
  @Test
  void aDeleteKnowsTheLastWriteEvenIfThatLeftEqualValues() {
    put(row("same", 1));
    List<String> last = new ArrayList<>();
    DynamoDbStore store =
        store(
            new Before(
                "TransactWriteItems",
                () -> {
                  if (last.isEmpty()) {
                    put(row("same", 1));
                    last.add(writeId("same"));
                  }
                  return null;
                }));
    store.onPrepared(new WithEvents());

    List<Change> changes = await(transact(store, delete("same")));

    assertThat(changes).hasSize(1);
    assertThat(((WrittenRow) changes.get(0).before()).writeId()).isEqualTo(last.get(0));
    assertThat(get("same")).isNull();
  }

  @Test
  void aConflictPassesAndOneThatStaysIsTold() {
    put(row("conflict", 1));
    Deque<RuntimeException> some =
        new ArrayDeque<>(Collections.nCopies(5, cancelled("TransactionConflict", "None")));

    List<Change> changes =
        await(
            transact(
                store(new Before("TransactWriteItems", some::poll)),
                count("conflict", 1, 2),
                create(row("conflict new", 0))));
    StoreException failure =
        failure(
            transact(
                store(
                    new Before(
                        "TransactWriteItems", () -> cancelled("None", "TransactionConflict"))),
                count("conflict", 2, 3),
                create(row("conflict newer", 0))));

    assertThat(changes).hasSize(2);
    assertThat(get("conflict")).isEqualTo(row("conflict", 2));
    assertThat(failure)
        .isNotInstanceOf(ConditionFailedException.class)
        .hasMessageContaining("The transaction on txfaults-Counter: ")
        .hasMessageContaining("changed by others 20 times");
    assertThat(get("conflict newer")).isNull();
  }

  @Test
  void aTransactionThatIsThrottledIsRepeatedAndThenTold() {
    put(row("throttled", 1));
    Deque<RuntimeException> some =
        new ArrayDeque<>(Collections.nCopies(2, cancelled("ThrottlingError")));

    List<Change> changes =
        await(
            transact(
                store(new Before("TransactWriteItems", some::poll)), count("throttled", 1, 2)));
    StoreException failure =
        failure(
            transact(
                store(
                    new Before(
                        "TransactWriteItems", () -> cancelled("ProvisionedThroughputExceeded"))),
                count("throttled", 2, 3)));

    assertThat(changes).hasSize(1);
    assertThat(failure).isInstanceOf(ThrottledException.class);
    assertThat(get("throttled")).isEqualTo(row("throttled", 2));
  }

  @Test
  void otherReasonsAreToldInTheServicesWords() {
    put(row("reason", 1));

    StoreException failure =
        failure(
            transact(
                store(
                    new Before(
                        "TransactWriteItems", () -> cancelled("ItemCollectionSizeLimitExceeded"))),
                count("reason", 1, 2)));

    assertThat(failure).hasMessageContaining("ItemCollectionSizeLimitExceeded");
  }

  @Test
  void whatIsTooLargeIsRefusedAsAWhole() {
    Row large = row("large", 1, "x".repeat(410 * 1024));
    List<WriteRequest> many = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      many.add(create(row("many " + i, i, "x".repeat(390 * 1024))));
    }

    StoreException one = failure(transact(sound, create(row("beside large", 0)), create(large)));
    StoreException all = failure(sound.transact(new TransactRequest(many)));

    assertThat(one).isInstanceOf(WriteFailedException.class);
    assertThat(((WriteFailedException) one).index()).isEqualTo(1);
    assertThat(((WriteFailedException) one).reason()).isInstanceOf(RowTooLargeException.class);
    assertThat(all).isInstanceOf(RefusedValueException.class).hasMessageContaining("4194304");
    assertThat(get("beside large")).isNull();
    assertThat(get("many 0")).isNull();
  }

  /** They are read first, which is bound to the same size. */
  @Test
  void whatIsTooLargeToBeReadIsRefusedToo() {
    List<WriteRequest> deletes = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      String id = "read " + i;
      put(row(id, i, "x".repeat(390 * 1024)));
      deletes.add(delete(id));
    }

    StoreException all = failure(sound.transact(new TransactRequest(deletes)));

    assertThat(all).isInstanceOf(RefusedValueException.class).hasMessageContaining("4194304");
    assertThat(get("read 0")).isNotNull();
    assertThat(await(sound.transact(new TransactRequest(deletes.subList(0, 10))))).hasSize(10);
    assertThat(get("read 0")).isNull();
  }

  /** The service counts more of a record than its fields, so that it may refuse what we do not. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 400, 800, 1_200, 4_000})
  void atTheEdgeOfTheSizeATransactionIsDoneOrRefused(int below) {
    List<WriteRequest> creates = new ArrayList<>();
    List<WriteRequest> deletes = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    long left = 4 * 1024 * 1024 - below;
    for (int i = 0; i < 11; i++) {
      String id = "edge %d %d".formatted(below, i);
      long rest = RowSize.of(Counters.TABLE, row(id, i, ""));
      int text = (int) Math.min(390 * 1024, left - rest);
      rows.add(row(id, i, "x".repeat(text)));
      left -= rest + text;
      creates.add(create(rows.get(i)));
      deletes.add(delete(id));
    }

    boolean created = isDone(creates);
    assertThat(get("edge %d 0".formatted(below)) != null).isEqualTo(created);
    rows.forEach(this::put);
    boolean deleted = isDone(deletes);
    assertThat(get("edge %d 0".formatted(below)) == null).isEqualTo(deleted);
    assertThat(left).isZero();
    assertThat(deleted).as("as the service counts").isEqualTo(below >= 800);
  }

  private boolean isDone(List<WriteRequest> writes) {
    try {
      await(sound.transact(new TransactRequest(writes)));
      return true;
    } catch (RefusedValueException tooLarge) {
      assertThat(tooLarge).hasMessageContaining("4194304");
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactGetItems", "TransactWriteItems"})
  void aMissingPermissionIsToldOfTheCallThatFailed(String operation) {
    put(row("forbidden", 1));

    StoreException failure =
        failure(
            transact(
                store(new Before(operation, Fault.FORBIDDEN::failure)), count("forbidden", 1, 2)));

    assertThat(failure)
        .hasMessageContaining(operation + " on txfaults-Counter is not permitted")
        .hasMessageContaining("allow dynamodb:GetItem, PutItem, UpdateItem and DeleteItem on");
  }

  /** No condition can compare all of its fields, and yet a change of the last one is seen. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRecordOfManyFieldsIsChangedAndRemoved(boolean filled) {
    Table wide = wide();
    Column last = wide.columns().get(wide.columns().size() - 1);
    String id = "wide " + filled;
    Row.Builder row = Row.builder(wide).set(0, id);
    if (filled) {
      wide.columns().stream().skip(1).forEach(column -> row.set(column.position(), "x"));
    }
    await(sound.put(new PutRequest(wide, row.build(), Filter.all())));
    Deque<Runnable> others = new ArrayDeque<>();
    others.add(() -> await(sound.update(set(wide, id, last, "theirs"))));
    DynamoDbStore store =
        store(
            new Before(
                "TransactWriteItems",
                () -> {
                  if (!others.isEmpty()) {
                    others.remove().run();
                  }
                  return null;
                }));
    await(store.prepare(new PrepareRequest(List.of(wide))));

    List<Change> updated =
        await(transact(store, set(wide, id, wide.columns().get(1), "ours"), create(row(id, 1))));
    List<Change> deleted =
        await(transact(store, DeleteRequest.existing(wide, key(id), Filter.all()), delete(id)));

    Row expected =
        Row.builder(wide).copy(row.build()).set(1, "ours").set(last.position(), "theirs").build();
    assertThat(updated.get(0).after()).isEqualTo(expected);
    assertThat(deleted.get(0)).isEqualTo(new Change(expected, null));
    assertThat(await(sound.get(new GetRequest(wide, key(id))))).isEmpty();
  }

  @Test
  void aConditionOnTooManyFieldsIsRefusedInWordsOfItsOwn() {
    Table wide = wide();
    await(sound.put(new PutRequest(wide, Row.builder(wide).set(0, "asked").build(), Filter.all())));
    List<Filter> absent = new ArrayList<>();
    wide.columns().stream().skip(1).forEach(column -> absent.add(new Filter.Exists(column, false)));
    DeleteRequest delete = DeleteRequest.existing(wide, key("asked"), new Filter.And(absent));

    StoreException together = failure(transact(sound, create(row("asked beside", 1)), delete));
    StoreException alone = failure(sound.delete(delete));

    assertThat(alone)
        .isInstanceOf(RefusedValueException.class)
        .hasMessageContaining("a write of 'TxWide' looks at")
        .hasMessageContaining("let it look at fewer");
    assertThat(together).isInstanceOf(WriteFailedException.class).hasMessageContaining("Write 1");
    assertThat(((WriteFailedException) together).reason())
        .isInstanceOf(RefusedValueException.class)
        .hasMessageContaining("a write of 'TxWide' looks at");
    assertThat(get("asked beside")).isNull();
  }

  private Table wide() {
    List<Column> columns = new ArrayList<>(List.of(ID));
    for (int i = 1; i < 170; i++) {
      columns.add(new Column("field" + i, i, ColumnType.STRING, false));
    }
    Table wide = new Table("TxWide", columns, new Key(ID, List.of()), List.of());
    await(sound.prepare(new PrepareRequest(List.of(wide))));
    return wide;
  }

  private static UpdateRequest set(Table table, String id, Column column, String value) {
    return UpdateRequest.existing(
        table, key(id), List.of(new Assignment(column, value)), Filter.all());
  }

  /** An attempt whose answer got lost may be at it still. */
  @Test
  void aTransactionThatIsStillBeingMadeIsWaitedFor() {
    put(row("in progress", 1));
    Deque<RuntimeException> some =
        new ArrayDeque<>(
            List.of(
                Fault.TIMED_OUT.failure(),
                TransactionInProgressException.builder().statusCode(400).build()));

    List<Change> changes =
        await(
            transact(
                store(new Before("TransactWriteItems", some::poll)), count("in progress", 1, 2)));

    assertThat(changes).hasSize(1);
    assertThat(get("in progress")).isEqualTo(row("in progress", 2));
  }

  @Test
  void whatMayHaveBeenDoneIsNotToldAsNotDone() {
    put(row("doubtful", 1));

    StoreException failure =
        failure(
            transact(
                scripted(Fault.NONE, Fault.TIMED_OUT, Fault.THROTTLED, Fault.THROTTLED),
                count("doubtful", 1, 2)));
    Deque<RuntimeException> cancelling =
        new ArrayDeque<>(
            List.of(
                Fault.TIMED_OUT.failure(),
                cancelled("ThrottlingError"),
                cancelled("ThrottlingError")));
    StoreException notDone =
        failure(
            transact(
                store(new Before("TransactWriteItems", cancelling::poll)),
                count("doubtful", 2, 3)));

    assertThat(failure)
        .isNotInstanceOf(ThrottledException.class)
        .hasMessageContaining("TransactWriteItems on txfaults-Counter was not answered")
        .hasMessageContaining("may have been done or not");
    assertThat(notDone).isInstanceOf(ThrottledException.class);
    assertThat(get("doubtful")).isEqualTo(row("doubtful", 2));
  }

  @Test
  void theWriteThatTheServiceRefusesIsNamed() {
    put(row("named", 1));

    StoreException failure =
        failure(
            transact(
                store(
                    new Before(
                        "TransactWriteItems",
                        () -> cancelled("None", "ItemCollectionSizeLimitExceeded"))),
                create(row("beside named", 0)),
                count("named", 1, 2)));

    assertThat(failure)
        .isInstanceOf(WriteFailedException.class)
        .hasMessageContaining("Write 1 of the transaction, of table 'Counter'")
        .hasMessageContaining("ItemCollectionSizeLimitExceeded");
    assertThat(((WriteFailedException) failure).index()).isEqualTo(1);
  }

  /** Counts go from row to row while calls fail: all of a transaction is there, or nothing. */
  @Test
  void nothingIsDoneByHalvesOrTwiceUnderRandomFaults() {
    long seed = Long.getLong("pergola.seed", System.nanoTime());
    System.out.printf("Fault schedules of transactions: %d from seed %d%n", SCHEDULES, seed);
    Random random = new Random(seed);
    put(row("left", 1_000));
    put(row("right", 0));
    Fault[] faults = Fault.values();
    DynamoDbStore faulty =
        store(
            new ScriptedClient(
                LocalDynamoDb.client(),
                () -> random.nextBoolean() ? Fault.NONE : faults[random.nextInt(faults.length)]));
    for (int i = 0; i < SCHEDULES; i++) {
      long left = number("left");
      long right = number("right");
      long moved = 1 + random.nextInt(3);
      boolean answered = true;
      try {
        await(
            transact(
                faulty, count("left", left, left - moved), count("right", right, right + moved)));
      } catch (ConditionFailedException impossible) {
        throw new AssertionError(
            "Seed %d, step %d: a condition failed that held".formatted(seed, i), impossible);
      } catch (StoreException unknown) {
        answered = false;
      }

      long after = number("left");
      assertThat(after).as("seed %d, step %d", seed, i).isIn(left, left - moved);
      assertThat(after + number("right")).as("seed %d, step %d, sum", seed, i).isEqualTo(1_000);
      if (answered) {
        assertThat(after).as("seed %d, step %d, answered", seed, i).isEqualTo(left - moved);
      }
    }
  }

  /** Does something before each call of a kind, which fails with what that gives. */
  private static final class Before extends ForwardingClient {

    private final String kind;
    private final Supplier<? extends RuntimeException> before;

    Before(String kind, Supplier<? extends RuntimeException> before) {
      super(LocalDynamoDb.client());
      this.kind = kind;
      this.before = before;
    }

    @Override
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      RuntimeException failure = operation.equals(kind) ? before.get() : null;
      return failure == null ? call.apply(request) : CompletableFuture.failedFuture(failure);
    }
  }

  /** Has writes tell by which ids they are found. */
  private static final class WithEvents implements Follower {

    @Override
    public boolean wantsEvents() {
      return true;
    }

    @Override
    public CompletionStage<Void> follow(Collection<FollowedTable> tables) {
      return CompletableFuture.completedFuture(null);
    }
  }

  private static TransactionCanceledException cancelled(String... codes) {
    return (TransactionCanceledException)
        TransactionCanceledException.builder()
            .cancellationReasons(
                Arrays.stream(codes)
                    .map(
                        code -> CancellationReason.builder().code(code).message("scripted").build())
                    .toList())
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("TransactionCanceledException")
                    .errorMessage("scripted")
                    .build())
            .statusCode(400)
            .build();
  }

  private static DynamoDbStore scripted(Fault... faults) {
    Deque<Fault> script = new ArrayDeque<>(Arrays.asList(faults));
    return store(
        new ScriptedClient(
            LocalDynamoDb.client(), () -> script.isEmpty() ? Fault.NONE : script.remove()));
  }

  private static DynamoDbStore store(DynamoDbAsyncClient client) {
    return Counters.store(PREFIX, client);
  }

  private static CompletionStage<List<Change>> transact(
      DynamoDbStore store, WriteRequest... writes) {
    return store.transact(new TransactRequest(List.of(writes)));
  }

  private void put(Row row) {
    await(sound.put(new PutRequest(Counters.TABLE, row, Filter.all())));
  }

  private Row get(String id) {
    return await(sound.get(Counters.get(id))).orElse(null);
  }

  private static String writeId(String id) {
    return LocalDynamoDb.client()
        .getItem(
            call -> call.tableName(PREFIX + "Counter").key(Map.of("id", AttributeValue.fromS(id))))
        .thenApply(answer -> Commit.writeId(answer.item()))
        .join();
  }

  private long number(String id) {
    return (Long) get(id).value(COUNT);
  }
}
