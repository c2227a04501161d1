package dev.pergola.storage.memory;

import dev.pergola.storage.Row;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.TextTarget;
import org.jspecify.annotations.Nullable;

/** A row in the bytes that are stored; a value is decoded when it is asked for. */
final class StoredRow implements Row {

  private final RowLayout layout;
  private final byte[] bytes;

  StoredRow(RowLayout layout, byte[] bytes) {
    this.layout = layout;
    this.bytes = bytes;
  }

  /** Where the value of a slot begins. */
  static int start(byte[] row, int slot) {
    return slot == 0 ? firstValue(row) : end(row, slot - 1);
  }

  /** Where the value of a slot ends: where it begins if there is none. */
  static int end(byte[] row, int slot) {
    int count = ByteReader.fixed2(row, 1);
    if (count == 0) {
      return RowLayout.HEADER;
    }
    // A slot behind the last one ends where that one does.
    int known = Math.min(slot, count - 1);
    int offset =
        row[0] == RowLayout.NARROW
            ? ByteReader.fixed2(row, RowLayout.HEADER + known * RowLayout.NARROW)
            : ByteReader.fixed4(row, RowLayout.HEADER + known * RowLayout.WIDE);
    return firstValue(row) + offset;
  }

  /** Whether a row has anything in a slot. */
  static boolean holds(byte[] row, int slot) {
    return start(row, slot) != end(row, slot);
  }

  private static int firstValue(byte[] row) {
    return RowLayout.HEADER + row[0] * ByteReader.fixed2(row, 1);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public @Nullable Object value(int position) {
    int slot = layout.slot(position);
    try {
      int start = start(bytes, slot);
      return start == end(bytes, slot) ? null : ValueCodec.read(new ByteReader(bytes, start));
    } catch (IndexOutOfBoundsException | IllegalStateException | ArithmeticException e) {
      throw damaged(position, e);
    }
  }

  @Override
  public boolean copyText(int position, TextTarget target) {
    int slot = layout.slot(position);
    try {
      int start = start(bytes, slot);
      return start != end(bytes, slot) && ValueCodec.copyText(bytes, start, target);
    } catch (IndexOutOfBoundsException | IllegalStateException | ArithmeticException e) {
      throw damaged(position, e);
    }
  }

  @Override
  public boolean has(int position) {
    return holds(bytes, layout.slot(position));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Row");
    for (int i = 0; i < layout.table().columns().size(); i++) {
      text.append(i == 0 ? "[" : ", ").append(has(i) ? value(i) : "-");
    }
    return text.append(']').toString();
  }

  private StoreException damaged(int position, RuntimeException cause) {
    return new StoreException(
        "Table '%s', column '%s': the stored bytes are damaged; restore the file from a backup."
            .formatted(layout.table().name(), layout.table().columns().get(position).name()),
        cause);
  }
}
