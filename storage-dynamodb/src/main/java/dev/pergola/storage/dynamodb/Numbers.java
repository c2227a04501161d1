package dev.pergola.storage.dynamodb;

import dev.pergola.storage.StoreException;
import dev.pergola.storage.Values;
import java.math.BigDecimal;

/** Numbers as DynamoDB has them: decimals of 38 digits, from 1E-130 to 9.99E+125, and zero. */
final class Numbers {

  private static final int DIGITS = 38;
  private static final int LEAST_EXPONENT = -130;
  private static final int GREATEST_EXPONENT = 125;

  /** So many characters without point and exponent are a long. */
  private static final int SURE_LONG = 18;

  private Numbers() {}

  /** Whether the service can hold a number, and not only one that is near to it. */
  static boolean fits(Number number) {
    return fits(Values.decimal(number).stripTrailingZeros());
  }

  private static boolean fits(BigDecimal stripped) {
    if (stripped.signum() == 0) {
      return true;
    }
    long exponent = (long) stripped.precision() - stripped.scale() - 1;
    return stripped.precision() <= DIGITS
        && exponent >= LEAST_EXPONENT
        && exponent <= GREATEST_EXPONENT;
  }

  /** The one text of a number, whatever its Java type. */
  static String text(Number number) {
    BigDecimal stripped = Values.decimal(number).stripTrailingZeros();
    if (!fits(stripped)) {
      throw new StoreException(
          "DynamoDB holds numbers of at most %d digits between 1E%d and 1E+%d, and cannot hold %s; store it as a string."
              .formatted(DIGITS, LEAST_EXPONENT, GREATEST_EXPONENT + 1, brief(stripped)));
    }
    return stripped.signum() == 0 ? "0" : stripped.toString();
  }

  /** The number of a text: a long if it is one, else a double if that is exact. */
  static Number parse(String text) {
    if (text.length() <= SURE_LONG && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Long.valueOf(text);
    }
    BigDecimal decimal = new BigDecimal(text);
    BigDecimal stripped = decimal.stripTrailingZeros();
    if (stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= SURE_LONG + 1) {
      try {
        return stripped.longValueExact();
      } catch (ArithmeticException tooLarge) {
        // Of nineteen digits, some are longs and some are not.
      }
    }
    double nearest = decimal.doubleValue();
    return Double.isFinite(nearest) && Values.decimal(nearest).compareTo(decimal) == 0
        ? (Number) nearest
        : decimal;
  }

  private static String brief(BigDecimal decimal) {
    String text = decimal.toString();
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }
}
