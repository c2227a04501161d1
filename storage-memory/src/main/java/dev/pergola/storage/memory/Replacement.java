package dev.pergola.storage.memory;

import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * One row put, changed or taken out, in the table and in all its indexes. What may be refused is
 * found out when it is made; applying it can only fail as a whole store fails.
 */
final class Replacement {

  private final TableMaps maps;
  private final byte[] key;
  private final byte @Nullable [] oldRow;
  private final byte @Nullable [] row;
  private final byte[] @Nullable [] oldEntries;
  private final byte[] @Nullable [] newEntries;

  Replacement(TableMaps maps, byte[] key, @Nullable StoredRow before, @Nullable StoredRow after) {
    this(
        maps,
        key,
        before,
        after,
        (index, row) ->
            before == null
                ? index.encodeEntry(row, key)
                : index.encodeChangedEntry(before, row, key));
  }

  private Replacement(
      TableMaps maps,
      byte[] key,
      @Nullable StoredRow before,
      @Nullable StoredRow after,
      NewEntry entry) {
    this.maps = maps;
    this.key = key;
    this.oldRow = before == null ? null : before.bytes();
    this.row = after == null ? null : after.bytes();
    int count = maps.indexes().size();
    this.oldEntries = new byte[count] @Nullable [];
    this.newEntries = new byte[count] @Nullable [];
    for (int i = 0; i < count; i++) {
      KeyLayout index = maps.indexes().get(i).key();
      newEntries[i] = after == null ? null : entry.of(index, after);
      if (before != null) {
        oldEntries[i] =
            after != null && index.sameKey(before, after)
                ? newEntries[i]
                : index.encodeStoredEntry(before, key);
      }
    }
  }

  /** A row that was stored somewhere before, where it may be older than an index. */
  static Replacement loaded(TableMaps maps, byte[] key, StoredRow row) {
    return new Replacement(
        maps, key, null, row, (index, stored) -> index.encodeStoredEntry(stored, key));
  }

  void apply() {
    List<IndexMap> indexes = maps.indexes();
    for (int i = 0; i < indexes.size(); i++) {
      byte[] old = oldEntries[i];
      if (old != null && !Arrays.equals(old, newEntries[i])) {
        indexes.get(i).entries().remove(old);
      }
      set(indexes.get(i).entries(), newEntries[i], row);
    }
    if (row == null) {
      maps.rows().remove(key);
    } else {
      set(maps.rows(), key, row);
    }
  }

  /** Tells an index that is being filled. */
  void tell(Filling filling) {
    filling.follow(key, oldRow, row);
  }

  private static void set(
      MVMap<byte[], byte[]> map, byte @Nullable [] key, byte @Nullable [] value) {
    if (key != null && value != null) {
      map.put(key, value);
    }
  }

  /** The key of a row's entry in an index; null if it is not in it. */
  @FunctionalInterface
  private interface NewEntry {
    byte @Nullable [] of(KeyLayout index, StoredRow row);
  }
}
