package dev.pergola.internal.scalar;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers of any Java type to the one that a scalar keeps; null when the value is none of it. */
final class Numbers {

  private Numbers() {}

  /** The whole number, however it is written ({@code 3}, {@code 3.0}, {@code 3e0}). */
  static @Nullable Long toLong(Object value) {
    if (value instanceof Long whole) {
      return whole;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    BigDecimal decimal = toDecimal(value);
    if (decimal == null) {
      return null;
    }
    try {
      // Looks at the magnitude first, so that no exponent is unfolded.
      return decimal.longValueExact();
    } catch (ArithmeticException fractionOrTooGreat) {
      return null;
    }
  }

  /** The finite double nearest to the number. */
  static @Nullable Double toDouble(Object value) {
    if (!isNumber(value)) {
      return null;
    }
    double number = ((Number) value).doubleValue();
    return Double.isFinite(number) ? number : null;
  }

  private static boolean isNumber(Object value) {
    return value instanceof Double
        || value instanceof Long
        || value instanceof Integer
        || value instanceof BigDecimal
        || value instanceof BigInteger
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte;
  }

  private static @Nullable BigDecimal toDecimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? new BigDecimal(number) : null;
    }
    return null;
  }
}
