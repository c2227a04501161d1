package dev.pergola.internal.scalar;

import dev.pergola.internal.text.Octets;
import java.nio.charset.StandardCharsets;

/**
 * Eight places of a text, of which some are ASCII digits and the others certain characters. All are
 * looked at together: answers hold times in every record, and each is held to its form.
 */
final class DigitTemplate {

  static final int LENGTH = Octets.LENGTH;

  /** What a text has that does not fit. */
  static final long NONE = -1;

  /**
   * What carries a digit's value above 9, and that of any other place above 0, to the highest bit.
   */
  private static final long ABOVE_NINE = 0x7F - 9;

  private static final long ABOVE_ZERO = 0x7F;

  private final long characters;
  private final long carries;

  private DigitTemplate(long characters, long carries) {
    this.characters = characters;
    this.carries = carries;
  }

  /** The template of eight ASCII characters, of which each {@code 0} stands for any digit. */
  static DigitTemplate of(String text) {
    byte[] characters = text.getBytes(StandardCharsets.US_ASCII);
    long carries = 0;
    for (int i = 0; i < LENGTH; i++) {
      carries |= (characters[i] == '0' ? ABOVE_NINE : ABOVE_ZERO) << (i * Byte.SIZE);
    }
    return new DigitTemplate(Octets.at(characters, 0), carries);
  }

  /** The numbers that pairs of digits are, for {@link #pair}; {@link #NONE} if the text differs. */
  long pairs(byte[] text, int from) {
    // Digits become their values by this, and the other characters 0.
    long values = Octets.at(text, from) ^ characters;
    return ((values | values + carries) & Octets.HIGH_BITS) == 0
        ? values * 10 + (values >>> Byte.SIZE)
        : NONE;
  }

  /** The number of the two digits that begin at a place. */
  static int pair(long pairs, int place) {
    return (int) (pairs >>> (place * Byte.SIZE)) & 0xFF;
  }
}
