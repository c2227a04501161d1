package dev.pergola.storage.memory;

import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.TextTest;
import dev.pergola.storage.TextVerdict;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of a table lie in the bytes of its rows. Every column has a slot that it keeps
 * for ever, whatever becomes of the schema: fields may be added, reordered and taken away, and old
 * rows stay readable as they are.
 *
 * <p>The bytes: width of an offset (2 or 4), number of slots (2 bytes), where each slot ends,
 * counted from the first value, then the values. A slot without bytes is an absent column; slots
 * behind the last present column are left out.
 */
final class RowLayout {

  static final int HEADER = 3;

  static final int NARROW = 2;
  static final int WIDE = 4;
  private static final int MAX_SLOTS = 0xFFFF;

  /** Stands for a column that is taken out, where null stands for one that stays as it is. */
  private static final Object ABSENT = new Object();

  private static final Object STORED_NULL = new Object();

  private final Table table;
  private final int[] slots;
  private final int slotCount;

  /**
   * The layout of a table.
   *
   * @param slots the slot of the column at each position
   * @param slotCount number of all slots, those of columns that the table no longer names included
   */
  RowLayout(Table table, int[] slots, int slotCount) {
    if (slotCount > MAX_SLOTS) {
      throw new StoreException(
          "Table '%s' has had %d columns; at most %d are possible."
              .formatted(table.name(), slotCount, MAX_SLOTS));
    }
    this.table = table;
    this.slots = slots.clone();
    this.slotCount = slotCount;
  }

  Table table() {
    return table;
  }

  int slot(int position) {
    return slots[position];
  }

  /** The value at a position of a row; null when it is absent or a stored null. */
  @Nullable Object value(byte[] row, int position) {
    int slot = slots[position];
    try {
      long extent = Extent.of(row, slot);
      return Extent.isEmpty(extent)
          ? null
          : ValueCodec.read(new ByteReader(row, Extent.start(extent)));
    } catch (IndexOutOfBoundsException | IllegalStateException | ArithmeticException e) {
      throw damaged(position, e);
    }
  }

  /** Tests the text at a position of a row, if there is one. */
  TextVerdict testText(byte[] row, int position, TextTest test) {
    int slot = slots[position];
    try {
      long extent = Extent.of(row, slot);
      return Extent.isEmpty(extent)
          ? TextVerdict.UNTESTED
          : ValueCodec.testText(row, Extent.start(extent), test);
    } catch (IndexOutOfBoundsException | IllegalStateException | ArithmeticException e) {
      throw damaged(position, e);
    }
  }

  private StoreException damaged(int position, RuntimeException cause) {
    return new StoreException(
        "Table '%s', column '%s': the stored bytes are damaged; restore the file from a backup."
            .formatted(table.name(), table.columns().get(position).name()),
        cause);
  }

  /** A whole row. */
  byte[] encode(Row row) {
    @Nullable Object[] changes = new @Nullable Object[slotCount];
    for (int position = 0; position < slots.length; position++) {
      Object value = row.value(position);
      if (value != null) {
        changes[slots[position]] = value;
      } else {
        changes[slots[position]] = row.has(position) ? STORED_NULL : ABSENT;
      }
    }
    return encode(null, changes);
  }

  /** A row after an update; columns that the table no longer names keep what they hold. */
  byte[] encode(byte @Nullable [] before, RowKey key, List<Assignment> assignments) {
    @Nullable Object[] changes = new @Nullable Object[slotCount];
    if (before == null) {
      changes[slots[table.key().partition().position()]] = key.partition();
      for (int i = 0; i < table.key().sort().size(); i++) {
        changes[slots[table.key().sort().get(i).position()]] = key.values().get(i + 1);
      }
    }
    for (Assignment assignment : assignments) {
      Object value = assignment.value();
      changes[slots[assignment.column().position()]] = value == null ? ABSENT : value;
    }
    return encode(before, changes);
  }

  private byte[] encode(byte @Nullable [] before, @Nullable Object[] changes) {
    ByteWriter values = new ByteWriter(before == null ? 128 : before.length + 32);
    int[] ends = new int[slotCount];
    int used = 0;
    for (int slot = 0; slot < slotCount; slot++) {
      int start = values.size();
      Object change = changes[slot];
      if (change != null) {
        write(values, slot, change);
      } else if (before != null) {
        long extent = Extent.of(before, slot);
        values.put(before, Extent.start(extent), Extent.end(extent));
      }
      ends[slot] = values.size();
      if (ends[slot] > start) {
        used = slot + 1;
      }
    }
    return assemble(values, Arrays.copyOf(ends, used));
  }

  private void write(ByteWriter values, int slot, Object change) {
    if (change == ABSENT) {
      return;
    }
    try {
      ValueCodec.write(values, change == STORED_NULL ? null : change);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "Table '%s', column '%s': %s".formatted(table.name(), nameOf(slot), e.getMessage()), e);
    }
  }

  private static byte[] assemble(ByteWriter values, int[] ends) {
    int width = values.size() <= 0xFFFF ? NARROW : WIDE;
    ByteWriter row = new ByteWriter(HEADER + width * ends.length + values.size());
    row.put(width);
    row.putFixed(ends.length, 2);
    for (int end : ends) {
      row.putFixed(end, width);
    }
    values.copyTo(row);
    return row.toBytes();
  }

  private String nameOf(int slot) {
    for (int position = 0; position < slots.length; position++) {
      if (slots[position] == slot) {
        return table.columns().get(position).name();
      }
    }
    throw new IllegalStateException("No column of '" + table.name() + "' has slot " + slot);
  }
}
