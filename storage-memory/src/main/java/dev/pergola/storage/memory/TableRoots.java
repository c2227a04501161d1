package dev.pergola.storage.memory;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * One version of the maps of a table. Pages of the engine are never changed once they are in a
 * root's tree, so whoever holds the roots reads this version, whatever is written meanwhile.
 */
final class TableRoots {

  private final MVMap<byte[], byte[]> rowMap;
  private final RootReference<byte[], byte[]> rows;
  private final List<RootReference<byte[], byte[]>> indexes;

  /** The version of now, as the writer sees it. */
  TableRoots(TableMaps maps) {
    rowMap = maps.rows();
    rows = rowMap.getRoot();
    indexes = new ArrayList<>(maps.indexes().size());
    for (IndexMap index : maps.indexes()) {
      indexes.add(index.entries().getRoot());
    }
  }

  byte @Nullable [] row(byte[] key) {
    return rowMap.get(rows.root, key);
  }

  RootReference<byte[], byte[]> rows() {
    return rows;
  }

  /** The root of the index of this {@linkplain TableMaps#indexNumber number}. */
  RootReference<byte[], byte[]> index(int number) {
    return indexes.get(number);
  }
}
