package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteFailedException;
import dev.pergola.storage.WriteRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several writes: all of them, or none. */
interface TransactCases {

  /** How many accounts money goes between, and how much there is of it. */
  int ACCOUNTS = 4;

  long MONEY = 400;

  @Test
  default void allWritesAreMadeAndToldInTheirOrder(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    Sheet notes = bench.prepare(TableDraft.NOTES);
    sheet.put("id", "updated", "text", "before", "number", 1L);
    sheet.put("id", "deleted", "text", "gone");
    sheet.put("id", "replaced", "text", "old", "number", 1L);

    List<Change> changes =
        transact(
            sheet,
            delete(sheet, "deleted", Filter.all()),
            PutRequest.create(sheet.table(), sheet.row("id", "created"), Filter.all()),
            update(sheet, "updated", Filter.all(), "after"),
            PutRequest.create(
                notes.table(), notes.row("book", "b", "title", "t", "text", "x"), Filter.all()),
            new PutRequest(
                sheet.table(), sheet.row("id", "replaced", "text", "new"), Filter.all()));

    assertThat(changes).hasSize(5);
    assertChange(sheet, changes.get(0), Contents.of("id", "deleted", "text", "gone"), null);
    assertChange(sheet, changes.get(1), null, Contents.of("id", "created"));
    assertChange(
        sheet,
        changes.get(2),
        Contents.of("id", "updated", "text", "before", "number", 1L),
        Contents.of("id", "updated", "text", "after", "number", 1L));
    assertChange(notes, changes.get(3), null, Contents.of("book", "b", "title", "t", "text", "x"));
    assertChange(
        sheet,
        changes.get(4),
        Contents.of("id", "replaced", "text", "old", "number", 1L),
        Contents.of("id", "replaced", "text", "new"));
    assertThat(sheet.get("deleted")).isNull();
    assertThat(sheet.get("created")).isEqualTo(Contents.of("id", "created"));
    assertThat(sheet.get("updated"))
        .isEqualTo(Contents.of("id", "updated", "text", "after", "number", 1L));
    assertThat(sheet.get("replaced")).isEqualTo(Contents.of("id", "replaced", "text", "new"));
    assertThat(notes.get("b", "t")).isNotNull();
  }

  @Test
  default void whereThereIsNoRowATransactionJudgesTheEmptyOne(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);

    List<Change> changes =
        transact(
            sheet,
            new UpdateRequest(sheet.table(), Sheet.key("made"), text(sheet, "x"), Filter.all()),
            new DeleteRequest(sheet.table(), Sheet.key("never there"), Filter.all()),
            new PutRequest(
                sheet.table(),
                sheet.row("id", "put"),
                new Filter.Exists(sheet.column("text"), false)));

    assertChange(sheet, changes.get(0), null, Contents.of("id", "made", "text", "x"));
    assertChange(sheet, changes.get(1), null, null);
    assertChange(sheet, changes.get(2), null, Contents.of("id", "put"));
    assertThat(sheet.scan().rows()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  default void oneConditionThatFailsUndoesAll(int failing, Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "updated", "owner", "a", "text", "before");
    sheet.put("id", "deleted", "owner", "a", "text", "before");
    List<Map<String, @Nullable Object>> before = sheet.scan().rows();
    Filter fails = new Filter.Compare(sheet.column("text"), Comparison.EQ, "another");
    List<WriteRequest> writes =
        List.of(
            PutRequest.create(
                sheet.table(),
                sheet.row("id", "created", "owner", "a"),
                failing == 0 ? fails : Filter.all()),
            UpdateRequest.existing(
                sheet.table(),
                Sheet.key("updated"),
                List.of(
                    new Assignment(sheet.column("text"), "after"),
                    new Assignment(sheet.column("owner"), "b")),
                failing == 1 ? fails : Filter.all()),
            delete(sheet, "deleted", failing == 2 ? fails : Filter.all()));

    ConditionFailedException refusal = refusal(sheet, writes);

    assertThat(refusal.index()).isEqualTo(failing);
    assertThat(sheet.contents(refusal.stored()))
        .isEqualTo(
            switch (failing) {
              case 1 -> Contents.of("id", "updated", "owner", "a", "text", "before");
              case 2 -> Contents.of("id", "deleted", "owner", "a", "text", "before");
              default -> null;
            });
    assertThat(sheet.scan().rows()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(sheet.query("byOwner", KeyCondition.all("a")).rows())
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(sheet.query("byOwner", KeyCondition.all("b")).rows()).isEmpty();
  }

  @Test
  default void aCreateOfWhatIsThereTellsIt(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    sheet.put("id", "taken", "text", "stored");

    ConditionFailedException refusal =
        refusal(
            sheet,
            List.of(
                PutRequest.create(sheet.table(), sheet.row("id", "free"), Filter.all()),
                PutRequest.create(sheet.table(), sheet.row("id", "taken"), Filter.all())));

    assertThat(refusal.index()).isEqualTo(1);
    assertThat(sheet.contents(refusal.stored()))
        .isEqualTo(Contents.of("id", "taken", "text", "stored"));
    assertThat(sheet.get("free")).isNull();
  }

  @Test
  default void indexesFollowATransaction(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "moved", "owner", "a", "place", "p", "rank", 1L);
    sheet.put("id", "deleted", "owner", "a", "place", "p", "rank", 2L);

    transact(
        sheet,
        // One part of a joined sort key: the store knows the other.
        UpdateRequest.existing(
            sheet.table(),
            Sheet.key("moved"),
            List.of(new Assignment(sheet.column("rank"), 7L)),
            Filter.all()),
        delete(sheet, "deleted", Filter.all()),
        PutRequest.create(
            sheet.table(),
            sheet.row("id", "created", "owner", "a", "place", "q", "rank", 3L),
            Filter.all()));

    assertThat(sheet.query("byOwnerPlaceAndRank", KeyCondition.all("a")).rows())
        .containsExactly(
            Contents.of("id", "moved", "owner", "a", "place", "p", "rank", 7L),
            Contents.of("id", "created", "owner", "a", "place", "q", "rank", 3L));
    assertThat(sheet.query("byOwner", KeyCondition.all("a")).rows()).hasSize(2);
  }

  @Test
  default void aWriteThatAloneWouldFailUndoesAllAndIsNamed(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "text", "short");

    PutRequest first = PutRequest.create(sheet.table(), sheet.row("id", "created"), Filter.all());
    PutRequest emptyKey =
        PutRequest.create(sheet.table(), sheet.row("id", "2", "owner", ""), Filter.all());
    UpdateRequest tooLarge =
        UpdateRequest.existing(
                sheet.table(), Sheet.key("1"), text(sheet, "x".repeat(200)), Filter.all())
            .within(100);

    StoreException ofEmptyKey = failure(sheet, first, emptyKey);
    StoreException ofTooLarge = failure(sheet, first, tooLarge);

    assertThat(Bench.failure(() -> sheet.store().update(tooLarge)))
        .isInstanceOf(RowTooLargeException.class);
    assertNamed(ofEmptyKey, sheet, Bench.failure(() -> sheet.store().put(emptyKey)));
    assertNamed(ofTooLarge, sheet, Bench.failure(() -> sheet.store().update(tooLarge)));
    assertThat(sheet.scan().rows()).containsExactly(Contents.of("id", "1", "text", "short"));
  }

  /** It is the second write, and tells what that alone fails with. */
  private static void assertNamed(StoreException failure, Sheet sheet, StoreException alone) {
    assertThat(failure)
        .isInstanceOf(WriteFailedException.class)
        .hasMessageContaining("Write 1 of the transaction, of table '" + sheet.table().name());
    WriteFailedException named = (WriteFailedException) failure;
    assertThat(named.index()).isEqualTo(1);
    assertThat(named.reason()).hasSameClassAs(alone).hasMessage(alone.getMessage());
  }

  @Test
  default void aTransactionTakesSoManyWrites(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    List<WriteRequest> writes = new ArrayList<>();
    for (int i = 0; i < TransactRequest.MOST_WRITES; i++) {
      writes.add(PutRequest.create(sheet.table(), sheet.row("id", "row " + i), Filter.all()));
    }

    Bench.await(sheet.store().transact(new TransactRequest(writes)));

    assertThat(sheet.scan().rows()).hasSize(TransactRequest.MOST_WRITES);
    writes.add(PutRequest.create(sheet.table(), sheet.row("id", "one more"), Filter.all()));
    assertThatExceptionOfType(RefusedValueException.class)
        .isThrownBy(() -> new TransactRequest(writes))
        .withMessageContaining("101 writes");
  }

  @Test
  default void aPutWithoutItsWholeKeyFailsAloneAndInATransaction(Bench bench) {
    Sheet orders = bench.prepare(TableDraft.ORDERS);
    PutRequest put =
        new PutRequest(orders.table(), orders.row("customer", "c", "date", "d"), Filter.all());

    assertThat(Bench.failure(() -> orders.store().put(put))).isInstanceOf(StoreException.class);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> new TransactRequest(List.of(put)))
        .withMessageContaining("not every part of the table's key");
  }

  /**
   * What must not be in one request, is refused by it; that these are the same rows, stores say.
   */
  @Test
  default void noTwoWritesAreOfTheSameRow(Bench bench) {
    Sheet orders = bench.prepare(TableDraft.ORDERS);
    PutRequest one =
        new PutRequest(
            orders.table(),
            orders.row("customer", "c", "date", "d", "seq", 1L, "text", "one"),
            Filter.all());
    DeleteRequest same =
        new DeleteRequest(orders.table(), Sheet.key("c", "d", new BigDecimal("1.0")), Filter.all());
    Bench.await(orders.store().put(one));

    assertThatExceptionOfType(RefusedValueException.class)
        .isThrownBy(() -> new TransactRequest(List.of(one, same)))
        .withMessageContaining("multiple operations on one item")
        .withMessageContaining("writes 0 and 1 are");
    assertThat(Bench.await(orders.store().delete(same)).before()).isNotNull();
  }

  @Test
  default void moneyThatGoesFromAccountToAccountStaysTheSame(Bench bench) throws Exception {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    for (int i = 0; i < ACCOUNTS; i++) {
      sheet.put("id", "account " + i, "number", MONEY / ACCOUNTS);
    }
    AtomicInteger underWay = new AtomicInteger(ConcurrencyCases.THREADS - 1);

    List<Integer> transfers =
        ConcurrencyCases.together(
            thread ->
                () -> {
                  if (thread == 0) {
                    while (underWay.get() > 0) {
                      assertThat(balance(sheet, 0)).isBetween(0L, MONEY);
                    }
                    return 0;
                  }
                  int done = 0;
                  try {
                    for (int i = 0; i < ConcurrencyCases.ROUNDS / 4; i++) {
                      int from = (thread + i) % ACCOUNTS;
                      done += transfer(sheet, from, (from + 1 + i % 3) % ACCOUNTS) ? 1 : 0;
                    }
                  } finally {
                    underWay.decrementAndGet();
                  }
                  return done;
                });

    long sum = 0;
    for (int i = 0; i < ACCOUNTS; i++) {
      sum += balance(sheet, i);
    }
    assertThat(sum).isEqualTo(MONEY);
    assertThat(transfers.stream().mapToInt(Integer::intValue).sum()).isPositive();
  }

  @Test
  default void ofManyTransactionsForTheSameRowsOneWins(Bench bench) throws Exception {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    int pairs = 20;

    List<Integer> wins =
        ConcurrencyCases.together(
            thread ->
                () -> {
                  int won = 0;
                  for (int i = 0; i < pairs; i++) {
                    won += pair(sheet, i, thread) ? 1 : 0;
                  }
                  return won;
                });

    assertThat(wins.stream().mapToInt(Integer::intValue).sum()).isEqualTo(pairs);
    for (int i = 0; i < pairs; i++) {
      Map<String, @Nullable Object> left = Objects.requireNonNull(sheet.get("left " + i));
      Map<String, @Nullable Object> right = Objects.requireNonNull(sheet.get("right " + i));
      assertThat(right.get("number")).isEqualTo(left.get("number"));
    }
  }

  /** Creates two rows, in an order that differs from thread to thread. */
  private static boolean pair(Sheet sheet, int number, int thread) {
    WriteRequest left = half(sheet, "left " + number, thread);
    WriteRequest right = half(sheet, "right " + number, thread);
    return succeeds(sheet, thread % 2 == 0 ? List.of(left, right) : List.of(right, left));
  }

  private static WriteRequest half(Sheet sheet, String id, int thread) {
    return PutRequest.create(
        sheet.table(), sheet.row("id", id, "number", (long) thread), Filter.all());
  }

  private static boolean transfer(Sheet sheet, int from, int to) {
    long less = balance(sheet, from);
    long more = balance(sheet, to);
    return less > 0
        && succeeds(
            sheet, List.of(set(sheet, from, less, less - 1), set(sheet, to, more, more + 1)));
  }

  private static WriteRequest set(Sheet sheet, int account, long from, long to) {
    return UpdateRequest.existing(
        sheet.table(),
        Sheet.key("account " + account),
        List.of(new Assignment(sheet.column("number"), to)),
        new Filter.Compare(sheet.column("number"), Comparison.EQ, from));
  }

  private static long balance(Sheet sheet, int account) {
    Map<String, @Nullable Object> row = Objects.requireNonNull(sheet.get("account " + account));
    return new BigDecimal(String.valueOf(row.get("number"))).longValueExact();
  }

  private static boolean succeeds(Sheet sheet, List<WriteRequest> writes) {
    try {
      Bench.await(sheet.store().transact(new TransactRequest(writes)));
      return true;
    } catch (ConditionFailedException e) {
      return false;
    }
  }

  private static List<Change> transact(Sheet sheet, WriteRequest... writes) {
    return Bench.await(sheet.store().transact(new TransactRequest(List.of(writes))));
  }

  private static StoreException failure(Sheet sheet, WriteRequest... writes) {
    return Bench.failure(() -> sheet.store().transact(new TransactRequest(List.of(writes))));
  }

  private static ConditionFailedException refusal(Sheet sheet, List<WriteRequest> writes) {
    StoreException failure =
        Bench.failure(() -> sheet.store().transact(new TransactRequest(writes)));
    assertThat(failure).isInstanceOf(ConditionFailedException.class);
    return (ConditionFailedException) failure;
  }

  private static UpdateRequest update(Sheet sheet, String id, Filter condition, String text) {
    return UpdateRequest.existing(sheet.table(), Sheet.key(id), text(sheet, text), condition);
  }

  private static DeleteRequest delete(Sheet sheet, String id, Filter condition) {
    return DeleteRequest.existing(sheet.table(), Sheet.key(id), condition);
  }

  private static List<Assignment> text(Sheet sheet, String text) {
    return List.of(new Assignment(sheet.column("text"), text));
  }

  private static void assertChange(
      Sheet sheet,
      Change change,
      @Nullable Map<String, @Nullable Object> before,
      @Nullable Map<String, @Nullable Object> after) {
    assertThat(sheet.contents(change.before())).isEqualTo(before);
    assertThat(sheet.contents(change.after())).isEqualTo(after);
  }
}
