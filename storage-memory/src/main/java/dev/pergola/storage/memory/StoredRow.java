package dev.pergola.storage.memory;

import dev.pergola.storage.Row;
import dev.pergola.storage.TextTest;
import dev.pergola.storage.TextVerdict;
import java.util.Arrays;
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
    return firstValue(row) + (slot == 0 ? 0 : offset(row, slot - 1));
  }

  /** Where the value of a slot ends: where it begins if there is none. */
  static int end(byte[] row, int slot) {
    return firstValue(row) + offset(row, slot);
  }

  /** Where a slot ends, counted from the first value. */
  private static int offset(byte[] row, int slot) {
    int count = ByteReader.fixed2(row, 1);
    if (count == 0) {
      return 0;
    }
    // A slot behind the last one ends where that one does.
    int known = Math.min(slot, count - 1);
    return row[0] == RowLayout.NARROW
        ? ByteReader.fixed2(row, RowLayout.HEADER + known * RowLayout.NARROW)
        : ByteReader.fixed4(row, RowLayout.HEADER + known * RowLayout.WIDE);
  }

  /** Whether a row has anything in a slot. */
  static boolean holds(byte[] row, int slot) {
    return start(row, slot) != end(row, slot);
  }

  private static int firstValue(byte[] row) {
    return RowLayout.HEADER + row[0] * ByteReader.fixed2(row, 1);
  }

  /** Whether another row of the layout has the same bytes at a position. */
  boolean holdsSame(StoredRow other, int position) {
    int slot = layout.slot(position);
    return Arrays.equals(
        bytes,
        start(bytes, slot),
        end(bytes, slot),
        other.bytes,
        start(other.bytes, slot),
        end(other.bytes, slot));
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public @Nullable Object value(int position) {
    return layout.value(bytes, position);
  }

  @Override
  public TextVerdict testText(int position, TextTest test) {
    return layout.testText(bytes, position, test);
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
}
