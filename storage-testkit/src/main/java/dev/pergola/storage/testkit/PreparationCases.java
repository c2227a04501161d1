package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.ColumnType;
import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.StoreException;
import java.util.List;
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
