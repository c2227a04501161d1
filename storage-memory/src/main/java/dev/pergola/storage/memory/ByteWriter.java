package dev.pergola.storage.memory;

import java.util.Arrays;

/** Bytes that grow. Not thread-safe. */
final class ByteWriter {

  private byte[] bytes;
  private int size;

  ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void put(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void put(byte[] source, int start, int end) {
    int length = end - start;
    room(length);
    System.arraycopy(source, start, bytes, size, length);
    size += length;
  }

  void copyTo(ByteWriter other) {
    other.put(bytes, 0, size);
  }

  void put(byte[] source) {
    put(source, 0, source.length);
  }

  /** The lowest {@code width} bytes of the value, the highest of them first. */
  void putFixed(long value, int width) {
    room(width);
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Seven bits a byte, the lowest first; short for small values that are not negative. */
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** A varint that is short for small values of either sign. */
  void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  private void room(int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
  }
}
