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

  /** Whether a row has anything in a slot. */
  static boolean holds(byte[] row, int slot) {
    return !Extent.isEmpty(Extent.of(row, slot));
  }

  /** Whether another row of the layout has the same bytes at a position. */
  boolean holdsSame(StoredRow other, int position) {
    int slot = layout.slot(position);
    long here = Extent.of(bytes, slot);
    long there = Extent.of(other.bytes, slot);
    return Arrays.equals(
        bytes,
        Extent.start(here),
        Extent.end(here),
        other.bytes,
        Extent.start(there),
        Extent.end(there));
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
