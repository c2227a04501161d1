package dev.pergola.storage.memory;

import dev.pergola.storage.Row;
import dev.pergola.storage.StoreException;
import org.jspecify.annotations.Nullable;

/** A row in the bytes that are stored; a value is decoded when it is asked for. */
final class StoredRow implements Row {

  private final RowLayout layout;
  private final byte[] bytes;

  StoredRow(RowLayout layout, byte[] bytes) {
    this.layout = layout;
    this.bytes = bytes;
  }

  static int start(byte[] row, int slot) {
    return slot == 0 ? firstValue(row) : end(row, slot - 1);
  }

  static int end(byte[] row, int slot) {
    int width = row[0];
    int count = ByteReader.fixed(row, 1, 2);
    if (count == 0) {
      return RowLayout.HEADER;
    }
    // A slot behind the last one ends where that one does: it has no bytes, so it is absent.
    int known = Math.min(slot, count - 1);
    return firstValue(row) + ByteReader.fixed(row, RowLayout.HEADER + known * width, width);
  }

  private static int firstValue(byte[] row) {
    return RowLayout.HEADER + row[0] * ByteReader.fixed(row, 1, 2);
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
  public boolean has(int position) {
    int slot = layout.slot(position);
    return start(bytes, slot) != end(bytes, slot);
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
