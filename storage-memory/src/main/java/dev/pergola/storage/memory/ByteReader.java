package dev.pergola.storage.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a {@link ByteWriter} wrote. Not thread-safe. */
final class ByteReader {

  private static final VarHandle TWO =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** The two bytes at a position as a number that is not negative. */
  static int fixed2(byte[] bytes, int position) {
    return (short) TWO.get(bytes, position) & 0xFFFF;
  }

  /** The four bytes at a position as a number. */
  static int fixed4(byte[] bytes, int position) {
    return (int) FOUR.get(bytes, position);
  }

  /** Where the next byte is read. */
  int position() {
    return position;
  }

  int next() {
    return bytes[position++];
  }

  long nextLong() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | (bytes[position++] & 0xFF);
    }
    return value;
  }

  long nextVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = bytes[position++];
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("A number without an end");
  }

  long nextZigzag() {
    long value = nextVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  byte[] nextBytes(int length) {
    byte[] part = Arrays.copyOfRange(bytes, position, Math.addExact(position, length));
    position += length;
    return part;
  }

  String nextText(int length) {
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }
}
