package dev.pergola.storage.memory;

import dev.pergola.model.Column;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key of a table or of an index, as the bytes that its map is ordered by. */
final class KeyLayout {

  private final Key key;
  private final List<Column> columns;
  private final String place;

  private KeyLayout(Key key, String place) {
    this.key = key;
    this.columns = new ArrayList<>();
    this.columns.add(key.partition());
    this.columns.addAll(key.sort());
    this.place = place;
  }

  /**
   * The layout of a key.
   *
   * @param owner what the key belongs to, for messages
   */
  static KeyLayout of(Table table, Key key, String owner) {
    String names = String.join(", ", columnNames(key));
    return new KeyLayout(key, "Table '%s', %s (%s)".formatted(table.name(), owner, names));
  }

  static List<String> columnNames(Key key) {
    List<String> names = new ArrayList<>();
    names.add(key.partition().name());
    key.sort().forEach(column -> names.add(column.name()));
    return names;
  }

  boolean sorted() {
    return !key.sort().isEmpty();
  }

  /** The bytes of a whole key. */
  byte[] encode(RowKey rowKey) {
    if (rowKey.values().size() != columns.size()) {
      throw new StoreException(
          "%s: the request has %d values.".formatted(place, rowKey.values().size()));
    }
    return refusing(() -> write(rowKey).toBytes());
  }

  /** The bytes of the key that a row has, every part of which it must have. */
  byte[] encodeWhole(Row row) {
    return refusing(() -> write(RowKey.of(key, row)).toBytes());
  }

  /**
   * The bytes of the entry of a row in an index: the index key, then the primary key, since several
   * rows may share an index key. Null if a part of the index key is absent or null: then the row is
   * not in the index.
   */
  byte @Nullable [] encodeEntry(Row row, byte[] primaryKey) {
    for (int i = 0; i < columns.size(); i++) {
      if (row.value(columns.get(i)) == null) {
        return null;
      }
    }
    return refusing(() -> write(RowKey.of(key, row)).bytes(primaryKey).toBytes());
  }

  /** Whether two rows hold the same in all parts of the key. */
  boolean sameKey(StoredRow one, StoredRow other) {
    for (Column column : columns) {
      if (!one.holdsSame(other, column.position())) {
        return false;
      }
    }
    return true;
  }

  /**
   * The bytes of the entry that a row has in an index now. Rows that are older than the index may
   * hold what is refused today; those are not in it.
   */
  byte @Nullable [] encodeStoredEntry(Row row, byte[] primaryKey) {
    try {
      return encodeEntry(row, primaryKey);
    } catch (StoreException e) {
      return null;
    }
  }

  /**
   * The bytes of the entry that a row has in an index after a change. Only what was changed may be
   * refused: of a row that is older than the index and holds what is no key it keeps the rest, and
   * such a row is not in it.
   */
  byte @Nullable [] encodeChangedEntry(StoredRow before, StoredRow after, byte[] primaryKey) {
    try {
      return encodeEntry(after, primaryKey);
    } catch (StoreException refused) {
      for (Column column : columns) {
        Object value = after.value(column);
        if (value != null && !before.holdsSame(after, column.position())) {
          byte[] unused = encodePartition(value);
        }
      }
      return null;
    }
  }

  /** What the keys of one partition begin with. */
  byte[] encodePartition(Object partition) {
    return refusing(() -> new KeyWriter().value(partition).toBytes());
  }

  /** Says whose key it was that could not be made. */
  <T> T refusing(Encoding<T> encoding) {
    try {
      return encoding.run();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new StoreException(place + ": " + e.getMessage(), e);
    }
  }

  private static KeyWriter write(RowKey rowKey) {
    KeyWriter writer = new KeyWriter().value(rowKey.partition());
    rowKey.sort().ifPresent(writer::value);
    return writer;
  }

  @Override
  public String toString() {
    return place;
  }

  /** Makes bytes of values that came with a request. */
  interface Encoding<T> {
    T run();
  }
}
