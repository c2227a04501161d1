package dev.pergola.storage.memory;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;

/** Walks through the entries of one version of a map that lie in a range. */
final class Entries {

  private final Cursor<byte[], byte[]> cursor;
  private final KeyRange range;
  private final boolean descending;

  Entries(
      MVMap<byte[], byte[]> map,
      RootReference<byte[], byte[]> root,
      KeyRange range,
      boolean descending) {
    this.cursor = map.cursor(root, descending ? range.high() : range.low(), null, descending);
    this.range = range;
    this.descending = descending;
  }

  /** Goes on to the next entry, if there is one. */
  boolean next() {
    if (!cursor.hasNext()) {
      return false;
    }
    byte[] key = cursor.next();
    if (!descending) {
      return !range.isBelow(key);
    }
    // A walk down starts at the upper end itself if there is such a key, and that is not in range.
    return range.isBelow(key) ? next() : !range.isAbove(key);
  }

  byte[] key() {
    return cursor.getKey();
  }

  byte[] value() {
    return cursor.getValue();
  }
}
