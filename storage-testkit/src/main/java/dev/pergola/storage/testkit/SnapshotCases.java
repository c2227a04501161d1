package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.ColumnType;
import dev.pergola.model.Table;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.SnapshotRequest;
import dev.pergola.storage.StoreSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Snapshots: all tables as they were at one moment, while the store goes on. */
interface SnapshotCases {

  @Test
  default void aSnapshotStaysAsItIsWhileTheStoreGoesOn(Bench bench) {
    Sheet notes = bench.prepare(TableDraft.NOTES);
    Sheet slots = bench.prepare(TableDraft.SLOTS);
    for (int i = 0; i < 50; i++) {
      notes.put("book", "b" + i % 3, "title", "t" + i, "text", "old");
      slots.put("room", "r", "start", (long) i);
    }
    List<Map<String, @Nullable Object>> oldNotes = notes.scan().rows();
    List<Map<String, @Nullable Object>> oldSlots = slots.scan().rows();

    try (StoreSnapshot snapshot = snapshot(bench, notes.table(), slots.table())) {
      List<Map<String, @Nullable Object>> first = rows(snapshot, notes, 7);
      for (int i = 0; i < 50; i++) {
        Bench.await(notes.update(Sheet.key("b" + i % 3, "t" + i), Filter.all(), "text", "new"));
        Bench.await(slots.delete(Sheet.key("r", (long) i), Filter.all()));
        notes.put("book", "c", "title", "t" + i);
      }

      assertThat(first).containsExactlyInAnyOrderElementsOf(oldNotes);
      assertThat(rows(snapshot, notes, 7)).isEqualTo(first);
      assertThat(rows(snapshot, slots, 1)).containsExactlyInAnyOrderElementsOf(oldSlots);
    }
    assertThat(slots.scan().rows()).isEmpty();
    assertThat(notes.scan().rows()).hasSize(100);
  }

  @Test
  default void aSnapshotIsOneMomentOfAllTables(Bench bench) throws Exception {
    Sheet first = bench.prepare(TableDraft.NOTES);
    Sheet second = bench.prepare(TableDraft.SLOTS);
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (long i = 0; !done.get() && i < 5_000; i++) {
                first.put("book", "b", "title", "t" + i);
                second.put("room", "r", "start", i);
              }
            });
    writer.start();

    List<Integer> lead = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        try (StoreSnapshot snapshot = snapshot(bench, first.table(), second.table())) {
          // The one that is written second comes first, so that time between the two would show.
          int seconds = rows(snapshot, second, 1_000).size();
          lead.add(rows(snapshot, first, 1_000).size() - seconds);
        }
      }
    } finally {
      done.set(true);
      writer.join();
    }

    assertThat(lead).isSubsetOf(0, 1);
  }

  @Test
  default void aSnapshotOutlivesAPreparation(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    sheet.put("book", "b", "title", "t", "text", "x");

    try (StoreSnapshot snapshot = snapshot(bench, sheet.table())) {
      Sheet grown =
          bench.prepare(TableDraft.NOTES.column("rank", ColumnType.NUMBER).index("byText", "text"));
      grown.put("book", "b", "title", "new", "rank", 1L);

      assertThat(rows(snapshot, sheet, 10))
          .containsExactly(Contents.of("book", "b", "title", "t", "text", "x"));
    }
  }

  @Test
  default void aSnapshotFiltersAsTheStoreDoes(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    sheet.put("book", "b", "title", "1", "text", "x");
    sheet.put("book", "b", "title", "2");

    try (StoreSnapshot snapshot = snapshot(bench, sheet.table())) {
      Filter withText = new Filter.Exists(sheet.column("text"), true);
      PageRequest page = new PageRequest(10, 10, null);
      Page found = Bench.await(snapshot.scan(new ScanRequest(sheet.table(), withText, page)));

      assertThat(found.rows().stream().filter(found.residual().toPredicate())).hasSize(1);
    }
  }

  @Test
  default void aClosedSnapshotFailsTheStage(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    StoreSnapshot snapshot = snapshot(bench, sheet.table());
    ScanRequest scan = new ScanRequest(sheet.table(), Filter.all(), new PageRequest(1, 1, null));

    snapshot.close();
    snapshot.close();

    Bench.failure(() -> snapshot.scan(scan));
  }

  @Test
  default void closingTheStoreClosesItsSnapshots(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.NOTES);
    StoreSnapshot snapshot = snapshot(bench, sheet.table());
    ScanRequest scan = new ScanRequest(sheet.table(), Filter.all(), new PageRequest(1, 1, null));

    bench.store().close();

    Bench.failure(() -> snapshot.scan(scan));
    snapshot.close();
  }

  private static StoreSnapshot snapshot(Bench bench, Table... tables) {
    return Bench.await(bench.store().snapshot(new SnapshotRequest(List.of(tables))));
  }

  private static List<Map<String, @Nullable Object>> rows(
      StoreSnapshot snapshot, Sheet sheet, int ofAPage) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Cursor after = null;
    do {
      PageRequest page = new PageRequest(ofAPage, ofAPage, after);
      Page found = Bench.await(snapshot.scan(new ScanRequest(sheet.table(), Filter.all(), page)));
      for (Row row : found.rows()) {
        rows.add(Contents.of(sheet.table(), row));
      }
      after = found.next();
    } while (after != null);
    return rows;
  }
}
