package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.ColumnType;
import dev.pergola.model.Table;
import dev.pergola.storage.DestructiveChangeException;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables are made and grown, and what they hold stays. */
interface PreparationCases {

  @Test
  default void prepareSaysWhatItMade(Bench bench) {
    Table table = TableDraft.INDEXED.build(bench);

    Prepared first = bench.prepare(table);
    Prepared second = bench.prepare(table);

    assertThat(first.steps()).isNotEmpty().anyMatch(step -> step.contains(table.name()));
    assertThat(second.steps()).isEmpty();
  }

  @Test
  default void preparingAgainLeavesTheRows(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "1", "owner", "ann", "rank", 5L);

    Sheet again = bench.prepare(TableDraft.INDEXED);

    assertThat(again.get("1")).isEqualTo(Contents.of("id", "1", "owner", "ann", "rank", 5L));
    assertThat(again.query("byOwner", KeyCondition.all("ann")).values("id")).containsExactly("1");
  }

  @Test
  default void aTableGainsAColumn(Bench bench) {
    bench.prepare(TableDraft.NOTES).put("book", "b", "title", "old", "text", "x");

    Sheet grown = bench.prepare(TableDraft.NOTES.column("rank", ColumnType.NUMBER));
    grown.put("book", "b", "title", "new", "rank", 1L);
    Bench.await(grown.update(Sheet.key("b", "old"), Filter.all(), "rank", 2L));

    assertThat(grown.query(KeyCondition.all("b")).rows())
        .containsExactly(
            Contents.of("book", "b", "title", "new", "rank", 1L),
            Contents.of("book", "b", "title", "old", "text", "x", "rank", 2L));
  }

  @Test
  default void columnsMayChangeTheirPlaces(Bench bench) {
    bench.prepare(TableDraft.INDEXED).put("id", "1", "owner", "ann", "rank", 5L, "text", null);

    Sheet reversed = bench.prepare(TableDraft.INDEXED.reversed());

    var row = Contents.of("id", "1", "owner", "ann", "rank", 5L, "text", null);
    assertThat(reversed.get("1")).isEqualTo(row);
    assertThat(reversed.query("byOwner", KeyCondition.all("ann")).rows()).containsExactly(row);
  }

  @Test
  default void aColumnThatIsNoLongerNamedKeepsWhatItHolds(Bench bench) {
    TableDraft narrow = TableDraft.NOTES;
    TableDraft wide = narrow.column("rank", ColumnType.NUMBER);
    bench.prepare(wide).put("book", "b", "title", "t", "rank", 7L);

    Sheet narrowed = bench.prepare(narrow);
    Bench.await(narrowed.update(Sheet.key("b", "t"), Filter.all(), "text", "x"));
    Sheet widened = bench.prepare(wide);

    assertThat(narrowed.table()).isNotEqualTo(widened.table());
    assertThat(widened.get("b", "t"))
        .isEqualTo(Contents.of("book", "b", "title", "t", "text", "x", "rank", 7L));
  }

  @Test
  default void aNewIndexHoldsTheRowsThatAreThere(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    for (int i = 0; i < 40; i++) {
      sheet.put("book", "b" + i % 4, "title", "t" + i, "text", i % 10 == 0 ? null : "x" + i % 2);
    }

    Sheet indexed = bench.prepare(TableDraft.NOTES.index("byText", "text", "title"));

    assertThat(indexed.query("byText", KeyCondition.all("x1")).rows()).hasSize(20);
    assertThat(indexed.query("byText", KeyCondition.all("x0")).rows()).hasSize(16);
    Bench.await(indexed.update(Sheet.key("b1", "t1"), Filter.all(), "text", "x0"));
    assertThat(indexed.query("byText", KeyCondition.all("x1")).rows()).hasSize(19);
    assertThat(indexed.query("byText", KeyCondition.all("x0")).rows()).hasSize(17);
  }

  @Test
  default void anotherKeyIsRefusedWithTheTableAndTheWayOut(Bench bench) {
    bench.prepare(TableDraft.NOTES).put("book", "b", "title", "t", "text", "x");
    Table rekeyed = TableDraft.NOTES.key("book", "text").build(bench);
    Table other = TableDraft.SLOTS.build(bench);

    StoreException refusal =
        Bench.failure(() -> bench.store().prepare(new PrepareRequest(List.of(other, rekeyed))));

    assertThat(refusal).hasMessageContaining(rekeyed.name()).hasMessageContaining("key");
    // All or nothing: the table that would have been possible is not there either.
    Bench.failure(
        () ->
            bench.store().scan(new ScanRequest(other, Filter.all(), new PageRequest(1, 1, null))));
    assertThat(bench.prepare(TableDraft.NOTES).get("b", "t"))
        .isEqualTo(Contents.of("book", "b", "title", "t", "text", "x"));
  }

  @Test
  default void aNewIndexIsFilledWhileOthersReadAndWrite(Bench bench) throws Exception {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    sheet.putAll(
        IntStream.range(0, 1_500)
            .mapToObj(
                i -> new Object[] {"book", "b" + i % 7, "title", "t" + i, "text", "x" + i % 3}));
    AtomicBoolean done = new AtomicBoolean();
    Thread writer = new Thread(() -> changeUntilRefused(sheet, done));
    writer.start();

    Sheet indexed;
    try {
      indexed = bench.prepare(TableDraft.NOTES.index("byText", "text", "title"));
    } finally {
      done.set(true);
      writer.join();
    }

    var byText = new ArrayList<Map<String, @Nullable Object>>();
    for (int i = 0; i < 3; i++) {
      byText.addAll(indexed.query("byText", KeyCondition.all("x" + i)).rows());
    }
    assertThat(byText).containsExactlyInAnyOrderElementsOf(indexed.scan().rows());
  }

  /** Until the table is another one for the store, which then refuses writes to this one. */
  private static void changeUntilRefused(Sheet sheet, AtomicBoolean done) {
    for (int i = 0; !done.get(); i = (i + 211) % 2_000) {
      RowKey key = Sheet.key("b" + i % 7, "t" + i);
      try {
        assertThat(sheet.query(KeyCondition.all("b" + i % 7)).page(1, 1, null).rows()).hasSize(1);
        if (i % 5 == 0) {
          Bench.await(sheet.delete(key, Filter.all()));
        } else {
          Bench.await(sheet.update(key, Filter.all(), "text", "x" + (i + 1) % 3));
        }
      } catch (StoreException refused) {
        return;
      }
    }
  }

  @Test
  default void allThatWouldBeLostIsToldAtOnce(Bench bench) {
    bench.prepare(TableDraft.NOTES).put("book", "b", "title", "t", "text", "x");
    bench.prepare(TableDraft.SLOTS).put("room", "r", "start", 1L, "text", "x");
    Table notes = TableDraft.NOTES.key("book", "text").build(bench);
    Table slots = TableDraft.SLOTS.key("room").build(bench);

    StoreException refusal =
        Bench.failure(() -> bench.store().prepare(new PrepareRequest(List.of(notes, slots))));

    assertThat(refusal).isInstanceOf(DestructiveChangeException.class);
    List<String> losses = ((DestructiveChangeException) refusal).losses();
    assertThat(losses).hasSize(2);
    assertThat(losses.get(0)).contains(notes.name()).contains("key");
    assertThat(losses.get(1)).contains(slots.name()).contains("key");
    assertThat(refusal).hasMessageContainingAll(losses.get(0), losses.get(1));
  }

  @Test
  default void aTableThatIsNoLongerNamedKeepsItsRows(Bench bench) {
    Table left = TableDraft.NOTES.build(bench);
    Table right = TableDraft.SLOTS.build(bench);
    bench.prepare(left, right);
    new Sheet(bench.store(), right).put("room", "r", "start", 1L);

    bench.prepare(left);
    bench.prepare(left, right);

    assertThat(new Sheet(bench.store(), right).get("r", 1L))
        .isEqualTo(Contents.of("room", "r", "start", 1L));
  }

  @Test
  default void anIndexThatComesBackHoldsWhatWasWrittenWithoutIt(Bench bench) {
    TableDraft indexed = TableDraft.NOTES.index("byText", "text", "title");
    bench.prepare(indexed).put("book", "b", "title", "old", "text", "x");
    Sheet plain = bench.prepare(TableDraft.NOTES);
    plain.put("book", "b", "title", "new", "text", "x");
    Bench.await(plain.delete(Sheet.key("b", "old"), Filter.all()));

    Sheet again = bench.prepare(indexed);

    assertThat(again.query("byText", KeyCondition.all("x")).values("title")).containsExactly("new");
  }

  @Test
  default void tablesHoldTheirOwnRows(Bench bench) {
    Table left = TableDraft.NOTES.build(bench);
    Table right = new Table(bench.unique("Other"), left.columns(), left.key(), left.indexes());
    bench.prepare(left, right);

    Sheet notes = new Sheet(bench.store(), left);
    notes.put("book", "b", "title", "t");

    assertThat(notes.scan().rows()).hasSize(1);
    assertThat(new Sheet(bench.store(), right).scan().rows()).isEmpty();
  }
}
