package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.ColumnType;
import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.LoadRequest;
import dev.pergola.storage.Loaded;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowBatch;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.StoreLoad;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loads: tables get all rows at once, or none. */
interface LoadCases {

  @Test
  default void loadedRowsAreThereAllAtOnceInTablesAndIndexes(Bench bench) {
    Sheet indexed = bench.prepare(TableDraft.INDEXED);
    Sheet notes = bench.prepare(TableDraft.NOTES);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      rows.add(indexed.row("id", "id " + i, "owner", "o" + i % 3, "rank", (long) i));
    }

    try (StoreLoad load = load(bench, indexed, notes)) {
      Bench.await(load.add(batch(indexed, rows.subList(0, 60))));
      Bench.await(load.add(batch(notes, List.of(notes.row("book", "b", "title", "t")))));
      Loaded added = Bench.await(load.add(batch(indexed, rows.subList(60, 120))));
      assertThat(indexed.scan().rows()).isEmpty();
      assertThat(indexed.get("id 1")).isNull();
      assertThat(indexed.query("byOwner", KeyCondition.all("o1")).rows()).isEmpty();

      Loaded finished = Bench.await(load.finish());

      assertThat(added.rows()).isEqualTo(121);
      assertThat(finished).isEqualTo(added);
    }
    assertThat(indexed.scan().rows()).hasSize(120);
    assertThat(indexed.get("id 7")).isEqualTo(Contents.of("id", "id 7", "owner", "o1", "rank", 7L));
    assertThat(indexed.query("byOwnerAndRank", KeyCondition.all("o1")).rows()).hasSize(40);
    assertThat(notes.scan().rows()).hasSize(1);
  }

  @Test
  default void loadedTablesAreTablesAsOthersAre(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    try (StoreLoad load = load(bench, sheet)) {
      Bench.await(load.add(batch(sheet, List.of(sheet.row("id", "1", "owner", "ann")))));
      Bench.await(load.finish());
    }

    Bench.await(sheet.updateExisting(Sheet.key("1"), Filter.all(), "owner", "bob"));
    sheet.put("id", "2", "owner", "ann");

    assertThat(sheet.query("byOwner", KeyCondition.all("ann")).values("id")).containsExactly("2");
    assertThat(sheet.query("byOwner", KeyCondition.all("bob")).values("id")).containsExactly("1");
    Sheet grown = bench.prepare(TableDraft.INDEXED.index("byText", "text"));
    assertThat(grown.scan().rows()).hasSize(2);
  }

  @Test
  default void loadedValuesAreAsTheyWere(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    Object[] everything = {
      "id",
      "1",
      "text",
      null,
      "number",
      new BigDecimal("12345678901234567890.5"),
      "flag",
      false,
      "document",
      Map.of("a", List.of(1L, "x")),
      "texts",
      List.of()
    };

    try (StoreLoad load = load(bench, sheet)) {
      Bench.await(load.add(batch(sheet, List.of(sheet.row(everything)))));
      Bench.await(load.finish());
    }

    assertThat(sheet.get("1")).isEqualTo(Contents.of(everything));
  }

  @Test
  default void aLoadThatIsNotFinishedLeavesNothing(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    StoreLoad load = load(bench, sheet);
    Bench.await(load.add(batch(sheet, List.of(sheet.row("id", "1", "owner", "ann")))));

    load.close();
    load.close();

    Bench.failure(load::finish);
    assertThat(sheet.scan().rows()).isEmpty();
    sheet.put("id", "2", "owner", "ann");
    assertThat(sheet.query("byOwner", KeyCondition.all("ann")).values("id")).containsExactly("2");
  }

  @Test
  default void onlyTablesWithoutRowsAreLoaded(Bench bench) {
    Sheet empty = bench.prepare(TableDraft.NOTES);
    Sheet full = bench.prepare(TableDraft.EVERYTHING);
    full.put("id", "1");

    StoreException refusal =
        Bench.failure(
            () -> bench.store().load(new LoadRequest(List.of(empty.table(), full.table()), false)));

    assertThat(refusal).hasMessageContaining(full.table().name());
    assertThat(full.scan().rows()).hasSize(1);
  }

  @Test
  default void rowsThatAreReplacedStayUntilTheEndAndAreGoneThen(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.INDEXED);
    sheet.put("id", "old", "owner", "ann");
    sheet.put("id", "both", "owner", "ann");
    LoadRequest request = new LoadRequest(List.of(sheet.table()), true);

    try (StoreLoad load = Bench.await(bench.store().load(request))) {
      List<Row> rows =
          List.of(sheet.row("id", "both", "owner", "bob"), sheet.row("id", "new", "owner", "bob"));
      Bench.await(load.add(batch(sheet, rows)));
      sheet.put("id", "meanwhile", "owner", "ann");
      assertThat(sheet.scan().values("id")).containsExactlyInAnyOrder("old", "both", "meanwhile");
      Bench.await(load.finish());
    }

    assertThat(sheet.scan().values("id")).containsExactlyInAnyOrder("both", "new");
    assertThat(sheet.query("byOwner", KeyCondition.all("ann")).rows()).isEmpty();
    assertThat(sheet.query("byOwner", KeyCondition.all("bob")).rows()).hasSize(2);
  }

  @Test
  default void rowsAreNotReplacedByALoadThatIsNotFinished(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    sheet.put("book", "b", "title", "old");
    LoadRequest request = new LoadRequest(List.of(sheet.table()), true);

    try (StoreLoad load = Bench.await(bench.store().load(request))) {
      Bench.await(load.add(batch(sheet, List.of(sheet.row("book", "b", "title", "new")))));
    }

    assertThat(sheet.scan().values("title")).containsExactly("old");
  }

  @Test
  default void aWriteMeanwhileStopsTheLoadAndStays(Bench bench) {
    Sheet notes = bench.prepare(TableDraft.NOTES);
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    try (StoreLoad load = load(bench, notes, sheet)) {
      Bench.await(load.add(batch(sheet, List.of(sheet.row("id", "loaded")))));
      Bench.await(load.add(batch(notes, List.of(notes.row("book", "b", "title", "t")))));
      sheet.put("id", "written");

      StoreException refusal = Bench.failure(load::finish);

      assertThat(refusal).hasMessageContaining(sheet.table().name());
    }
    assertThat(sheet.scan().values("id")).containsExactly("written");
    assertThat(notes.scan().rows()).isEmpty();
  }

  @Test
  default void aPreparationMeanwhileStopsTheLoad(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    try (StoreLoad load = load(bench, sheet)) {
      Bench.await(load.add(batch(sheet, List.of(sheet.row("book", "b", "title", "t")))));
      bench.prepare(TableDraft.NOTES.column("rank", ColumnType.NUMBER));

      StoreException refusal = Bench.failure(load::finish);

      assertThat(refusal).hasMessageContaining(sheet.table().name());
    }
    Sheet grown = bench.prepare(TableDraft.NOTES.column("rank", ColumnType.NUMBER));
    assertThat(grown.scan().rows()).isEmpty();
  }

  @Test
  default void twoRowsWithOneKeyFailTheLoad(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    try (StoreLoad load = load(bench, sheet)) {
      Row row = sheet.row("book", "b", "title", "t");
      Bench.await(load.add(batch(sheet, List.of(row))));

      StoreException refusal = Bench.failure(() -> load.add(batch(sheet, List.of(row))));

      assertThat(refusal).hasMessageContaining(sheet.table().name());
    }
    assertThat(sheet.scan().rows()).isEmpty();
  }

  @Test
  default void aTableThatWasNotNamedIsNotLoaded(Bench bench) {
    Sheet named = bench.prepare(TableDraft.NOTES);
    Sheet other = bench.prepare(TableDraft.EVERYTHING);
    try (StoreLoad load = load(bench, named)) {
      StoreException refusal =
          Bench.failure(() -> load.add(batch(other, List.of(other.row("id", "1")))));

      assertThat(refusal).hasMessageContaining(other.table().name());
    }
  }

  private static StoreLoad load(Bench bench, Sheet... sheets) {
    List<Table> tables = List.of(sheets).stream().map(Sheet::table).toList();
    return Bench.await(bench.store().load(new LoadRequest(tables, false)));
  }

  private static RowBatch batch(Sheet sheet, List<Row> rows) {
    return new RowBatch(sheet.table(), rows);
  }
}
