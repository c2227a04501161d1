package dev.pergola.storage.memory;

import java.util.Arrays;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A new index on its way to hold the rows that are already there. It goes through the rows in the
 * order of their keys, some at a time; what is written to the table meanwhile is {@linkplain
 * #follow followed}, before and behind the place it has come to. Nobody reads it before it is
 * whole.
 */
final class Filling {

  /** What one step does at most: writes wait for it. */
  private static final int ROWS_OF_A_STEP = 500;

  private static final int BYTES_OF_A_STEP = 1 << 20;

  private final TableMaps maps;
  private final IndexMap index;
  private byte @Nullable [] last;

  /**
   * A filling that is at its beginning.
   *
   * @param maps the table as it will be
   */
  Filling(TableMaps maps, IndexMap index) {
    this.maps = maps;
    this.index = index;
  }

  String table() {
    return maps.table().name();
  }

  /** Goes on for a step; false when no row is left. */
  boolean step() {
    Cursor<byte[], byte[]> rows = maps.rows().cursor(last);
    int bytes = 0;
    for (int count = 0; count < ROWS_OF_A_STEP && bytes < BYTES_OF_A_STEP; count++) {
      if (!rows.hasNext()) {
        return false;
      }
      byte[] key = rows.next();
      // The row that the last step ended with may be there still, and comes once more.
      put(key, rows.getValue());
      bytes += rows.getValue().length;
      last = key;
    }
    return true;
  }

  /** Does to the index what a write does to a row. */
  void follow(byte[] key, byte @Nullable [] before, byte @Nullable [] after) {
    byte[] old = entry(key, before);
    if (old != null && !Arrays.equals(old, entry(key, after))) {
      index.entries().remove(old);
    }
    put(key, after);
  }

  private void put(byte[] key, byte @Nullable [] row) {
    byte[] entry = entry(key, row);
    if (entry != null && row != null) {
      index.entries().put(entry, row);
    }
  }

  private byte @Nullable [] entry(byte[] key, byte @Nullable [] row) {
    return row == null ? null : index.key().encodeStoredEntry(maps.row(row), key);
  }
}
