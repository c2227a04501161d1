package dev.pergola.storage.memory;

import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.memory.TableEntry.IndexEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/** Creates and grows the tables of one schema: first what is to be refused, then all or nothing. */
final class Preparation {

  private final MVStore store;
  private final Catalog catalog;
  private final List<String> steps = new ArrayList<>();

  Preparation(MVStore store, Catalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /** Finds out what has to be done, and refuses all of it if one table does not fit its rows. */
  List<Growth> plan(List<Table> tables) {
    List<Growth> plan = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Table table : tables) {
      Optional<TableEntry> entry = catalog.table(table.name());
      long rowCount = entry.map(known -> openMap(rowsName(known)).sizeAsLong()).orElse(0L);
      Growth growth = new Growth(table, entry, rowCount);
      problems.addAll(growth.problems());
      plan.add(growth);
    }
    if (!problems.isEmpty()) {
      throw new StoreException(
          "The stored tables do not fit the schema, and nothing was changed:\n- "
              + String.join("\n- ", problems));
    }
    return plan;
  }

  /** Does it. What has been prepared before and is not named now stays prepared. */
  Map<String, TableMaps> apply(List<Growth> plan, Iterable<TableMaps> prepared) {
    Map<String, TableMaps> tables = new LinkedHashMap<>();
    prepared.forEach(maps -> tables.put(maps.table().name(), maps));
    for (Growth growth : plan) {
      String name = growth.table().name();
      TableMaps before = tables.get(name);
      tables.put(name, grow(growth, before, before == null ? tables.size() : before.ordinal()));
    }
    return tables;
  }

  List<String> steps() {
    return steps;
  }

  private TableMaps grow(Growth growth, @Nullable TableMaps before, int ordinal) {
    Table table = growth.table();
    Optional<TableEntry> stored = catalog.table(table.name());
    TableEntry entry = growth.entry(catalog::nextId, steps);
    boolean unchanged = stored.equals(Optional.of(entry));
    if (unchanged && before != null && before.table().equals(table)) {
      return before;
    }
    if (!unchanged) {
      catalog.put(entry);
    }
    TableMaps maps = open(table, entry, ordinal);
    List<IndexEntry> known = stored.map(TableEntry::indexes).orElseGet(List::of);
    known.stream()
        .filter(index -> !entry.indexes().contains(index))
        .forEach(index -> store.removeMap(indexName(index)));
    for (int i = 0; i < maps.indexes().size(); i++) {
      if (!known.contains(entry.indexes().get(i))) {
        fill(maps, maps.indexes().get(i));
      }
    }
    return maps;
  }

  private TableMaps open(Table table, TableEntry entry, int ordinal) {
    int[] slots = table.columns().stream().mapToInt(column -> entry.slot(column.name())).toArray();
    List<IndexMap> indexes = new ArrayList<>();
    for (int i = 0; i < table.indexes().size(); i++) {
      Index index = table.indexes().get(i);
      indexes.add(
          new IndexMap(
              index,
              KeyLayout.of(table, index.key(), "key of index '" + index.name() + "'"),
              openMap(indexName(entry.indexes().get(i)))));
    }
    return new TableMaps(
        table,
        ordinal,
        new RowLayout(table, slots, entry.columns().size()),
        openMap(rowsName(entry)),
        indexes);
  }

  private static void fill(TableMaps maps, IndexMap index) {
    Cursor<byte[], byte[]> rows = maps.rows().cursor(null);
    while (rows.hasNext()) {
      byte[] key = rows.next();
      byte[] row = rows.getValue();
      byte[] entry = index.key().encodeStoredEntry(maps.row(row), key);
      if (entry != null) {
        index.entries().put(entry, row);
      }
    }
  }

  private MVMap<byte[], byte[]> openMap(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  private static String rowsName(TableEntry entry) {
    return "rows." + entry.id();
  }

  private static String indexName(IndexEntry entry) {
    return "index." + entry.id();
  }
}
