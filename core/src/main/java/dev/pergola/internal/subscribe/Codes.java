package dev.pergola.internal.subscribe;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Hash codes of which nobody can say beforehand where they are equal. Clients choose the values
 * that subscriptions are found by, and could choose many with one {@link Object#hashCode}: each
 * would then be looked for among all others, while every event of the topic waits. The code is a
 * polynomial over the texts of the values at a secret place, modulo a prime.
 */
final class Codes {

  private static final int BITS = 61;
  private static final long PRIME = (1L << BITS) - 1;

  private final long place;
  private final long last;

  Codes() {
    SecureRandom random = new SecureRandom();
    place = secret(random);
    last = secret(random);
  }

  /**
   * The code of these values, in this order.
   *
   * @param start what they are values of
   * @param values equal ones must have equal texts
   */
  int of(int start, @Nullable Object... values) {
    long sum = Integer.toUnsignedLong(start);
    for (Object value : values) {
      String text = String.valueOf(value);
      for (int i = 0; i < text.length(); i++) {
        sum = modulo(times(sum, place) + text.charAt(i) + 1);
      }
      // Ends the text, as no character does.
      sum = times(sum, place);
    }
    return (int) (mixed(times(sum, last)) >>> Integer.SIZE);
  }

  /**
   * Polynomials of values that differ alike differ alike: where one pair comes near each other, so
   * do all such pairs, and would have equal codes together. This ends that; the steps are those of
   * MurmurHash3's finalizer.
   */
  private static long mixed(long sum) {
    long mixed = (sum ^ sum >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
    return mixed ^ mixed >>> 33;
  }

  private static long secret(SecureRandom random) {
    // Far from those that would leave codes near each other.
    return (random.nextLong() & PRIME) >>> 1 | 1L << (BITS - 2);
  }

  private static long times(long a, long b) {
    long low = a * b;
    long high = Math.multiplyHigh(a, b);
    return modulo((low & PRIME) + (high << (Long.SIZE - BITS) | low >>> BITS));
  }

  /** Of less than twice the prime. */
  private static long modulo(long number) {
    return number < PRIME ? number : number - PRIME;
  }
}
