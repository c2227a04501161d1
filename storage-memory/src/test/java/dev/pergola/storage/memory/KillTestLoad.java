package dev.pergola.storage.memory;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.LoadRequest;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowBatch;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreLoad;
import java.util.ArrayList;
import java.util.List;

/** A table of each life of the kill test, which is loaded whole or is empty. */
final class KillTestLoad {

  static final int ROWS = 100;

  private static final int ROWS_OF_A_BATCH = 20;
  private static final PageRequest ALL = new PageRequest(2 * ROWS, 2 * ROWS, null);
  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column GROUP = new Column("group", 1, ColumnType.STRING, false);
  private static final Index BY_GROUP = new Index("byGroup", new Key(GROUP, List.of()));

  private final Store store;
  private final Table table;

  KillTestLoad(Store store, int life) {
    this.store = store;
    this.table =
        new Table("Load" + life, List.of(ID, GROUP), new Key(ID, List.of()), List.of(BY_GROUP));
    KillTestRows.await(store.prepare(new PrepareRequest(List.of(table))));
  }

  /** How many rows the table has; the index has as many. */
  int rows() {
    int rows =
        KillTestRows.await(store.scan(new ScanRequest(table, Filter.all(), ALL))).rows().size();
    KeyCondition all = KeyCondition.all("all");
    int entries =
        KillTestRows.await(
                store.query(new QueryRequest(table, BY_GROUP, all, false, Filter.all(), ALL)))
            .rows()
            .size();
    if (entries != rows) {
      throw new AssertionError("%d rows and %d entries".formatted(rows, entries));
    }
    return rows;
  }

  void load() {
    try (StoreLoad load = KillTestRows.await(store.load(new LoadRequest(List.of(table), false)))) {
      for (int i = 0; i < ROWS; i += ROWS_OF_A_BATCH) {
        List<Row> rows = new ArrayList<>();
        for (int row = i; row < i + ROWS_OF_A_BATCH; row++) {
          rows.add(Row.builder(table).set(0, "row " + row).set(1, "all").build());
        }
        KillTestRows.await(load.add(new RowBatch(table, rows)));
      }
      KillTestRows.await(load.finish());
    }
  }
}
