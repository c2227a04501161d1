package dev.pergola.storage.memory;

import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import dev.pergola.storage.StoreException;
import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * The maps of one table, with the layouts of their keys and rows. Only the one writer changes what
 * is in the maps. Compared by identity: a table that is prepared anew has new maps of this kind.
 */
final class TableMaps {

  private final Table table;
  private final int ordinal;
  private final RowLayout layout;
  private final KeyLayout key;
  private final MVMap<byte[], byte[]> rows;
  private final List<IndexMap> indexes;
  private final LeafTexts leafTexts;
  private final Row emptyRow;

  TableMaps(
      Table table,
      int ordinal,
      RowLayout layout,
      MVMap<byte[], byte[]> rows,
      List<IndexMap> indexes,
      LeafTexts leafTexts) {
    this.table = table;
    this.ordinal = ordinal;
    this.layout = layout;
    this.key = KeyLayout.of(table, table.key(), "key");
    this.rows = rows;
    this.indexes = List.copyOf(indexes);
    this.leafTexts = leafTexts;
    this.emptyRow = Row.empty(table);
  }

  Table table() {
    return table;
  }

  /** The table's place in a {@link Snapshot}. */
  int ordinal() {
    return ordinal;
  }

  RowLayout layout() {
    return layout;
  }

  /** The primary key, which the rows are ordered by. */
  KeyLayout key() {
    return key;
  }

  MVMap<byte[], byte[]> rows() {
    return rows;
  }

  List<IndexMap> indexes() {
    return indexes;
  }

  /** Of the rows and of the indexes, and of the store's other tables. */
  LeafTexts leafTexts() {
    return leafTexts;
  }

  /** What conditions are judged against when there is no row. */
  Row emptyRow() {
    return emptyRow;
  }

  /** The place of an index in {@link #indexes}. */
  int indexNumber(Index index) {
    for (int i = 0; i < indexes.size(); i++) {
      if (indexes.get(i).index().equals(index)) {
        return i;
      }
    }
    throw new StoreException(
        "Table '%s' was prepared without index '%s'; prepare the store with the schema that the request is made for."
            .formatted(table.name(), index.name()));
  }

  StoredRow row(byte[] bytes) {
    return new StoredRow(layout, bytes);
  }
}
