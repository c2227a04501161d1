package dev.pergola.storage.memory;

import dev.pergola.model.Table;
import dev.pergola.storage.LoadRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowBatch;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.memory.TableEntry.IndexEntry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tables that are being filled beside those that everybody sees, in maps that the catalog does not
 * name. At the end it does, in one commit. For the one writer.
 */
final class Load {

  private final boolean replace;
  private final Map<String, Side> sides = new LinkedHashMap<>();
  private long rows;

  private Load(boolean replace) {
    this.replace = replace;
  }

  /** Begins to fill tables, if they are empty or their rows are to go. */
  static Load begin(Database database, LoadRequest request) {
    Load load = new Load(request.replace());
    request.tables().forEach(table -> load.checkFree(database.maps(table)));
    database.change(
        () -> {
          for (Table table : request.tables()) {
            load.sides.put(table.name(), Side.open(database, database.maps(table)));
          }
        });
    return load;
  }

  /** Adds rows, and gives the number of all so far. */
  long add(Database database, RowBatch batch) {
    Table table = batch.table();
    Side side = sides.get(table.name());
    if (side == null || !side.seen().table().equals(table)) {
      throw new StoreException(
          "Table '%s' is not one that this load was begun for; it was for %s."
              .formatted(table.name(), sides.keySet()));
    }
    for (Row row : batch.rows()) {
      add(database, side.filled(), row);
    }
    return rows;
  }

  private void add(Database database, TableMaps maps, Row row) {
    byte[] key = maps.key().encodeWhole(row);
    if (maps.rows().containsKey(key)) {
      throw new StoreException(
          "Table '%s' would get two rows with the key %s."
              .formatted(maps.table().name(), RowKey.of(maps.table().key(), row).values()));
    }
    StoredRow stored = maps.row(maps.layout().encode(row));
    Replacement replacement = Replacement.loaded(maps, key, stored);
    database.change(replacement::apply);
    rows++;
  }

  /** Makes the filled tables the tables, and gives the number of all rows. */
  long finish(Database database) {
    for (Side side : sides.values()) {
      database.checkCurrent(side.seen());
      checkFree(side.seen());
    }
    database.change(() -> database.publishLoaded(sides.values()));
    sides.clear();
    return rows;
  }

  /** Takes out what was filled; nothing if it was finished. */
  void discard(Database database) {
    database.change(() -> sides.values().forEach(side -> database.engine().remove(side.entry())));
    sides.clear();
  }

  private void checkFree(TableMaps maps) {
    if (!replace && !maps.rows().isEmpty()) {
      throw new StoreException(
          "Table '%s' has %d rows, and only tables without rows can be loaded. Load into a fresh store, or replace the rows."
              .formatted(maps.table().name(), maps.rows().sizeAsLong()));
    }
  }

  /**
   * One table, twice.
   *
   * @param seen as everybody sees it
   * @param stored the entry of that in the catalog
   * @param filled as it will be
   * @param entry the entry of that
   */
  record Side(TableMaps seen, TableEntry stored, TableMaps filled, TableEntry entry) {

    private static Side open(Database database, TableMaps seen) {
      TableEntry stored = database.catalog().table(seen.table().name()).orElseThrow();
      Catalog ids = database.catalog();
      TableEntry entry =
          new TableEntry(
              stored.name(),
              ids.nextId(),
              stored.columns(),
              stored.key(),
              stored.indexes().stream()
                  .map(index -> new IndexEntry(index.name(), ids.nextId(), index.key()))
                  .toList());
      TableMaps filled = database.engine().open(seen.table(), entry, seen.ordinal());
      return new Side(seen, stored, filled, entry);
    }
  }
}
