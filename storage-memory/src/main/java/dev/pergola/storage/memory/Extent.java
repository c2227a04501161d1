package dev.pergola.storage.memory;

/**
 * Where the value of a slot lies in the bytes of a row: its first byte, and the one behind its
 * last. A number, since an object for each value that is read would cost more than reading it.
 */
final class Extent {

  private Extent() {}

  /** Of a slot; empty if there is nothing in it. */
  static long of(byte[] row, int slot) {
    int width = row[0];
    int slots = ByteReader.fixed2(row, 1);
    int first = RowLayout.HEADER + width * slots;
    // Slots behind the last one are empty, and end where that one does.
    int start = first + offset(row, width, Math.min(slot, slots) - 1);
    return slot < slots ? of(start, first + offset(row, width, slot)) : of(start, start);
  }

  /** Where a slot ends, counted from the first value. */
  private static int offset(byte[] row, int width, int slot) {
    if (slot < 0) {
      return 0;
    }
    int at = RowLayout.HEADER + slot * width;
    return width == RowLayout.NARROW ? ByteReader.fixed2(row, at) : ByteReader.fixed4(row, at);
  }

  private static long of(int start, int end) {
    return (long) start << Integer.SIZE | Integer.toUnsignedLong(end);
  }

  /** Where it begins. */
  static int start(long extent) {
    return (int) (extent >>> Integer.SIZE);
  }

  /** Where it ends; the beginning if it is empty. */
  static int end(long extent) {
    return (int) extent;
  }

  static boolean isEmpty(long extent) {
    return start(extent) == end(extent);
  }
}
