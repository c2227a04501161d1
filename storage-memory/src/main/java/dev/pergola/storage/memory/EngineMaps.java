package dev.pergola.storage.memory;

import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.storage.memory.TableEntry.IndexEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * The engine's maps of rows and of index entries, which go by numbers. A map that the catalog does
 * not name is one that is still being filled, or one whose filling was cut off by the end of a
 * process: work that takes more than one commit is done in such maps, and becomes true all at once,
 * when the catalog names them.
 */
final class EngineMaps {

  private static final String ROWS = "rows.";
  private static final String INDEX = "index.";

  private final MVStore store;
  private final LeafTexts leafTexts = LeafTexts.ofUsualSize();

  EngineMaps(MVStore store) {
    this.store = store;
  }

  MVMap<byte[], byte[]> rows(TableEntry entry) {
    return open(ROWS + entry.id());
  }

  MVMap<byte[], byte[]> entries(IndexEntry entry) {
    return open(INDEX + entry.id());
  }

  void remove(IndexEntry entry) {
    remove(INDEX + entry.id());
  }

  /** Takes out the rows of a table and all its indexes. */
  void remove(TableEntry entry) {
    remove(ROWS + entry.id());
    entry.indexes().forEach(this::remove);
  }

  /** The maps of a table as an entry of the catalog, or one to be, describes it. */
  TableMaps open(Table table, TableEntry entry, int ordinal) {
    int[] slots = table.columns().stream().mapToInt(column -> entry.slot(column.name())).toArray();
    List<IndexMap> indexes = new ArrayList<>();
    for (int i = 0; i < table.indexes().size(); i++) {
      Index index = table.indexes().get(i);
      indexes.add(
          new IndexMap(
              index,
              KeyLayout.of(table, index.key(), "key of index '" + index.name() + "'"),
              entries(entry.indexes().get(i))));
    }
    return new TableMaps(
        table,
        ordinal,
        new RowLayout(table, slots, entry.columns().size()),
        rows(entry),
        indexes,
        leafTexts);
  }

  /** Takes out every map that is of none of these tables. */
  void removeAllBut(List<TableEntry> tables) {
    Set<String> known = new HashSet<>();
    for (TableEntry table : tables) {
      known.add(ROWS + table.id());
      table.indexes().forEach(index -> known.add(INDEX + index.id()));
    }
    for (String name : List.copyOf(store.getMapNames())) {
      if ((name.startsWith(ROWS) || name.startsWith(INDEX)) && !known.contains(name)) {
        remove(name);
      }
    }
  }

  /** Not by its name, by which the engine would open the map as one of other types. */
  private void remove(String name) {
    store.removeMap(open(name));
  }

  private MVMap<byte[], byte[]> open(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }
}
