package dev.pergola.storage.memory;

import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.memory.TableEntry.IndexEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

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
      int ordinal = tables.containsKey(name) ? tables.get(name).ordinal() : tables.size();
      tables.put(name, grow(growth, ordinal));
    }
    return tables;
  }

  List<String> steps() {
    return steps;
  }

  private TableMaps grow(Growth growth, int ordinal) {
    Table table = growth.table();
    Optional<TableEntry> stored = catalog.table(table.name());
    TableEntry entry = growth.entry(catalog::nextId, steps);
    if (!stored.equals(Optional.of(entry))) {
      catalog.put(entry);
    }
    TableMaps maps = open(table, entry, ordinal);
    Set<Integer> unknown = new HashSet<>();
    entry.indexes().forEach(index -> unknown.add(index.id()));
    if (stored.isPresent()) {
      for (IndexEntry old : stored.get().indexes()) {
        if (!unknown.remove(old.id())) {
          store.removeMap(indexName(old));
        }
      }
    }
    for (int i = 0; i < maps.indexes().size(); i++) {
      if (unknown.contains(entry.indexes().get(i).id())) {
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
