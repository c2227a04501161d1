package dev.pergola.storage.memory;

import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Key values as bytes whose unsigned order is the order of the contract: strings by their UTF-8
 * bytes, numbers by value whatever their Java type. Every value knows its own end, so that values
 * may follow each other. The form is part of the file format.
 *
 * <p>What begins with some whole values, or with them and the beginning of a text, lies between
 * these bytes and these bytes followed by {@link #ABOVE}: neither a value nor the rest of a text
 * begins as high.
 */
final class KeyWriter {

  /** Above everything that can follow in a key. */
  static final int ABOVE = 0xFF;

  static final int TEXT = 2;
  static final int NUMBER = 3;

  private static final int END = 0;
  static final int NUL_ESCAPE = 0xFF;

  private static final int NEGATIVE = 1;
  private static final int ZERO = 2;
  private static final int POSITIVE = 3;

  private final ByteWriter out = new ByteWriter(64);

  KeyWriter value(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    throw new IllegalArgumentException(
        "A %s cannot be part of a key; only strings and numbers can."
            .formatted(value.getClass().getSimpleName()));
  }

  private KeyWriter text(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "An empty string cannot be part of a key; give a value, or none if it is an index key.");
    }
    textPrefix(text);
    out.put(END);
    return this;
  }

  /** What every text that begins with {@code text} begins with. */
  KeyWriter textPrefix(String text) {
    Text.checkWellFormed(text);
    out.put(TEXT);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int start = 0;
    for (int i = 0; i < utf8.length; i++) {
      if (utf8[i] == 0) {
        // Before the end of a shorter text: what follows an end is never as high.
        out.put(utf8, start, i + 1);
        out.put(NUL_ESCAPE);
        start = i + 1;
      }
    }
    out.put(utf8, start, utf8.length);
    return this;
  }

  /**
   * A number as its sign, the exponent of ten, and its digits without zeros at either end, two a
   * byte; for a negative number all of it inverted, so that the greater amount comes first.
   */
  private KeyWriter number(Number number) {
    out.put(NUMBER);
    BigDecimal decimal = Values.decimal(number);
    int sign = decimal.signum();
    if (sign == 0) {
      out.put(ZERO);
      return this;
    }
    out.put(sign < 0 ? NEGATIVE : POSITIVE);
    int mask = sign < 0 ? 0xFF : 0;
    String digits = decimal.unscaledValue().abs().toString();
    long exponent = (long) digits.length() - decimal.scale();
    putInverted(exponent - Integer.MIN_VALUE * 4L, mask);
    putDigits(digits, mask);
    return this;
  }

  private void putInverted(long value, int mask) {
    for (int shift = 32; shift >= 0; shift -= 8) {
      out.put((int) (value >>> shift) ^ mask);
    }
  }

  private void putDigits(String digits, int mask) {
    int length = digits.length();
    while (digits.charAt(length - 1) == '0') {
      length--;
    }
    for (int i = 0; i < length; i += 2) {
      int pair = (digits.charAt(i) - '0') * 10 + (i + 1 < length ? digits.charAt(i + 1) - '0' : 0);
      out.put((pair + 1) ^ mask);
    }
    out.put(END ^ mask);
  }

  KeyWriter bytes(byte[] bytes) {
    out.put(bytes);
    return this;
  }

  KeyWriter above() {
    out.put(ABOVE);
    return this;
  }

  byte[] toBytes() {
    return out.toBytes();
  }
}
