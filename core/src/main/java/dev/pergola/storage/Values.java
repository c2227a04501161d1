package dev.pergola.storage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order and equality of stored values, the same on every store: strings by their UTF-8 bytes,
 * numbers by value whatever their Java type, lists and maps element by element. Values of different
 * types are unequal and have no order. Numbers are finite: NaN and the infinities are not stored.
 */
public final class Values {

  /**
   * Up to here, and down to its negative, every whole {@code double} is one number and no other.
   */
  private static final double EXACT_WHOLE = 1L << 53;

  /** Digits that every {@code double} keeps, and digits that tell every one from its neighbours. */
  private static final int SURE_DIGITS = 15;

  private static final int ALL_DIGITS = 17;

  /** Digits of the greatest {@code long}. */
  private static final int LONG_DIGITS = 19;

  private Values() {}

  /** Whether both are the same stored value; null equals null only. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return compareNumbers(a, b) == 0;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return equalLists(a, b);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return equalMaps(a, b);
    }
    return Objects.equals(left, right);
  }

  /** Whether the two values have an order: both strings, or both numbers. */
  public static boolean comparable(@Nullable Object left, @Nullable Object right) {
    return (left instanceof String && right instanceof String)
        || (left instanceof Number && right instanceof Number);
  }

  /**
   * The order of two {@linkplain #comparable comparable} values, as of {@link
   * java.util.Comparator}.
   *
   * @throws IllegalArgumentException if they are not comparable
   */
  public static int compare(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return compareText(a, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return compareNumbers(a, b);
    }
    throw new IllegalArgumentException(
        "%s and %s have no order; compare strings with strings and numbers with numbers."
            .formatted(left.getClass().getSimpleName(), right.getClass().getSimpleName()));
  }

  /** The order of two strings by their UTF-8 bytes, which is the order of their code points. */
  public static int compareText(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates stand for code points above every other char, though their own value is lower
        // than some.
        boolean aPair = Character.isSurrogate(a);
        boolean bPair = Character.isSurrogate(b);
        return aPair == bPair ? Character.compare(a, b) : (aPair ? 1 : -1);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /**
   * The decimal that a number stands for; equal numbers give decimals that compare as equal. A
   * {@code Double} stands for the shortest decimal that reads back as it, and not for the one that
   * the JDK prints: before JDK 19 that one has a digit too many for some, and a key written on one
   * JDK must be found on the next.
   *
   * @throws IllegalArgumentException for NaN and the infinities
   */
  public static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof Double || number instanceof Float) {
      return decimal(number.doubleValue());
    }
    return BigDecimal.valueOf(number.longValue());
  }

  /**
   * The same number in the one form that all stores agree on, so that equal numbers are the same
   * text too: a {@code Long} if it is one, else a {@code Double} if one stands for it, else a
   * {@code BigDecimal} without zeros behind its last digit.
   *
   * @throws IllegalArgumentException for NaN and the infinities
   */
  public static Number canonical(Number number) {
    if (number instanceof Long) {
      return number;
    }
    BigDecimal decimal = decimal(number).stripTrailingZeros();
    // The places before the point are counted first, so that no exponent is unfolded.
    if (decimal.scale() <= 0 && (long) decimal.precision() - decimal.scale() <= LONG_DIGITS) {
      try {
        return decimal.longValueExact();
      } catch (ArithmeticException tooGreat) {
        // Of nineteen digits, some are longs and some are not.
      }
    }
    double nearest = decimal.doubleValue();
    boolean stands = Double.isFinite(nearest) && decimal(nearest).compareTo(decimal) == 0;
    return stands ? (Number) nearest : decimal;
  }

  private static BigDecimal decimal(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          value + " is not a number that can be stored or compared; use a finite one.");
    }
    if (Math.abs(value) < EXACT_WHOLE && value == Math.rint(value)) {
      return BigDecimal.valueOf((long) value);
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = SURE_DIGITS; digits < ALL_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(ALL_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static int compareNumbers(Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return compareDoubles(a, b);
    }
    if (left instanceof Double a && right instanceof Long b && exactAsDouble(b)) {
      return compareDoubles(a, b);
    }
    if (left instanceof Long a && right instanceof Double b && exactAsDouble(a)) {
      return compareDoubles(a, b);
    }
    return decimal(left).compareTo(decimal(right));
  }

  /** Not Double.compare: 0.0 and -0.0 are the same number. */
  private static int compareDoubles(double left, double right) {
    return left < right ? -1 : (left > right ? 1 : 0);
  }

  private static boolean exactAsDouble(long value) {
    return value > -EXACT_WHOLE && value < EXACT_WHOLE;
  }

  private static boolean equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
    return left.keySet().equals(right.keySet())
        && left.keySet().stream().allMatch(key -> equal(left.get(key), right.get(key)));
  }
}
