package dev.pergola.storage.memory;

import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * One version of the maps of a table. Pages of the engine are never changed once they are in a
 * root's tree, so whoever holds the roots reads this version, whatever is written meanwhile.
 *
 * @param maps the maps that the roots belong to
 * @param rows the root of the rows
 * @param indexes the root of each index
 */
record TableRoots(
    TableMaps maps,
    RootReference<byte[], byte[]> rows,
    List<RootReference<byte[], byte[]>> indexes) {

  TableRoots {
    indexes = List.copyOf(indexes);
  }

  static TableRoots now(TableMaps maps) {
    return new TableRoots(
        maps,
        maps.rows().getRoot(),
        maps.indexes().stream().map(index -> index.entries().getRoot()).toList());
  }

  static byte @Nullable [] get(
      MVMap<byte[], byte[]> map, RootReference<byte[], byte[]> root, byte[] key) {
    return map.get(root.root, key);
  }
}
