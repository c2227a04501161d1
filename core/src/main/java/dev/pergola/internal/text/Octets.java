package dev.pergola.internal.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text that are looked at together, as a number whose lowest byte comes first:
 * answers hold so many texts that to look at each byte would take longer than to copy them.
 */
public final class Octets {

  /** How many there are. */
  public static final int LENGTH = Long.BYTES;

  /** The highest bit of each. */
  public static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Octets() {}

  /**
   * Those that begin at a place.
   *
   * @throws IndexOutOfBoundsException if there are fewer
   */
  public static long at(byte[] bytes, int from) {
    return (long) EIGHT.get(bytes, from);
  }

  /**
   * Puts eight bytes at a place.
   *
   * @throws IndexOutOfBoundsException if there is no room
   */
  public static void put(byte[] bytes, int from, long eight) {
    EIGHT.set(bytes, from, eight);
  }

  /** The same byte in each place. */
  private static long repeated(int b) {
    return Byte.toUnsignedLong((byte) b) * ONES;
  }

  /**
   * Has the highest bit of a byte set where the byte is 0: it becomes set where it was not and one
   * is taken from the byte. Taking borrows from the bytes above, so only of the lowest one that is
   * set it is certain. The other bits tell nothing.
   */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }

  /** As {@link #zeros}, of the bytes that are this ASCII character. */
  public static long equal(long eight, char c) {
    return zeros(eight ^ repeated(c));
  }

  /** As {@link #zeros}, of the bytes below this ASCII character. */
  public static long below(long eight, char c) {
    return (eight - repeated(c)) & ~eight;
  }

  /** Whether any of the highest bits is set. */
  public static boolean any(long found) {
    return (found & HIGH_BITS) != 0;
  }
}
