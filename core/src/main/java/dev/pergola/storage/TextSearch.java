package dev.pergola.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for one text in others, both as UTF-8, in time linear in both. Of most places one look at
 * eight at a time tells that the text does not begin and end there. Where texts almost match
 * everywhere, which callers can write and ask for, comparing them would take the product of the
 * lengths; so after as many equal bytes as the text has it goes on as Knuth, Morris and Pratt do.
 */
final class TextSearch implements TextTest {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final byte[] part;

  /** The place of the last byte. */
  private final int last;

  /** The first and the last byte, eight times each. */
  private final long firstEight;

  private final long lastEight;

  /** For each length of a match so far, the length of the longest shorter one that it ends with. */
  private final int[] shorter;

  TextSearch(String part) {
    this.part = part.getBytes(StandardCharsets.UTF_8);
    this.last = this.part.length - 1;
    this.firstEight = last < 0 ? 0 : ONES * Byte.toUnsignedInt(this.part[0]);
    this.lastEight = last < 0 ? 0 : ONES * Byte.toUnsignedInt(this.part[last]);
    this.shorter = new int[this.part.length + 1];
    fillShorter();
  }

  private void fillShorter() {
    int matched = 0;
    for (int i = 1; i < part.length; i++) {
      matched = extend(matched, part[i]);
      shorter[i + 1] = matched;
    }
  }

  /**
   * Whether a text is the same one as bytes: half a surrogate pair has none, and the JDK puts a
   * question mark in its place.
   */
  static boolean hasBytes(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  boolean foundIn(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return test(utf8, 0, utf8.length);
  }

  @Override
  public boolean test(byte[] utf8, int from, int length) {
    if (part.length == 0) {
      return true;
    }
    int end = from + length;
    int comparisons = length;
    int at = candidate(utf8, from, end - last);
    while (at < end - last) {
      int same = Arrays.mismatch(utf8, at, at + part.length, part, 0, part.length);
      if (same < 0) {
        return true;
      }
      comparisons -= same;
      if (comparisons < 0) {
        return foundStepwise(utf8, at, end);
      }
      at = candidate(utf8, at + 1, end - last);
    }
    return false;
  }

  /** The next place before another where the part may begin; that other one if there is none. */
  private int candidate(byte[] utf8, int from, int end) {
    int lastBlock = end - Long.BYTES;
    if (from > lastBlock) {
      return candidateOfFew(utf8, from, end);
    }
    int at = from;
    // Two blocks a turn while there is nothing in them, which is most of a long text.
    while (at < lastBlock - Long.BYTES && (places(utf8, at) | places(utf8, at + Long.BYTES)) == 0) {
      at += 2 * Long.BYTES;
    }
    // The last eight places may be in part those of the block before.
    for (at = Math.min(at, lastBlock); ; at = Math.min(at + Long.BYTES, lastBlock)) {
      long places = places(utf8, at);
      if (places != 0) {
        return at + Long.numberOfTrailingZeros(places) / Byte.SIZE;
      }
      if (at == lastBlock) {
        return end;
      }
    }
  }

  /**
   * Which of eight places have the first byte of the part and, as far behind it as in the part, the
   * last: the highest bit of the place's byte is set. Only of the lowest one is that certain.
   */
  private long places(byte[] utf8, int at) {
    long differences =
        ((long) EIGHT.get(utf8, at) ^ firstEight) | ((long) EIGHT.get(utf8, at + last) ^ lastEight);
    // A byte's highest bit becomes set where it was not and one is taken from it: where it is 0.
    // Taking borrows from the bytes above.
    return (differences - ONES) & ~differences & HIGH_BITS;
  }

  private int candidateOfFew(byte[] utf8, int from, int end) {
    int at = from;
    while (at < end && (utf8[at] != part[0] || utf8[at + last] != part[last])) {
      at++;
    }
    return at;
  }

  private boolean foundStepwise(byte[] utf8, int from, int end) {
    int matched = 0;
    for (int at = from; at < end; at++) {
      matched = extend(matched, utf8[at]);
      if (matched == part.length) {
        return true;
      }
    }
    return false;
  }

  private int extend(int matched, byte next) {
    int length = matched;
    while (length > 0 && part[length] != next) {
      length = shorter[length];
    }
    return part[length] == next ? length + 1 : 0;
  }
}
