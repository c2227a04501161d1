package dev.pergola.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for one text in others, both as UTF-8, in time linear in both. It leaps as Horspool's
 * search does, which looks at few bytes of most texts. Where texts almost match everywhere, which
 * callers can write and ask for, that would take the product of the lengths; so after as many
 * comparisons as the text has bytes it goes on as Knuth, Morris and Pratt do.
 */
final class TextSearch implements TextTest {

  private final byte[] part;

  /**
   * For each byte that stands where the part would end, how far on it may end next: not at all for
   * the byte that it ends with.
   */
  private final int[] leaps = new int[1 << Byte.SIZE];

  /** How far on it may end next where it ends with its last byte, but is another. */
  private int leapFromLast;

  /** For each length of a match so far, the length of the longest shorter one that it ends with. */
  private final int[] shorter;

  TextSearch(String part) {
    this.part = part.getBytes(StandardCharsets.UTF_8);
    this.shorter = new int[this.part.length + 1];
    if (this.part.length > 0) {
      fillLeaps();
      fillShorter();
    }
  }

  private void fillLeaps() {
    Arrays.fill(leaps, part.length);
    int last = part.length - 1;
    for (int i = 0; i < last; i++) {
      leaps[Byte.toUnsignedInt(part[i])] = last - i;
    }
    int end = Byte.toUnsignedInt(part[last]);
    leapFromLast = leaps[end];
    leaps[end] = 0;
  }

  private void fillShorter() {
    int matched = 0;
    for (int i = 1; i < part.length; i++) {
      matched = extend(matched, part[i]);
      shorter[i + 1] = matched;
    }
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
    int last = part.length - 1;
    int comparisons = length;
    int at = from + last;
    while (at < end) {
      int leap = leaps[Byte.toUnsignedInt(utf8[at])];
      if (leap == 0) {
        int same = Arrays.mismatch(utf8, at - last, at + 1, part, 0, part.length);
        if (same < 0) {
          return true;
        }
        comparisons -= same;
        if (comparisons < 0) {
          return foundStepwise(utf8, at - last, end);
        }
        leap = leapFromLast;
      }
      at += leap;
    }
    return false;
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
