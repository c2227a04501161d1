package dev.pergola.storage.dynamodb;

import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Numbers as DynamoDB has them: decimals of 38 digits, from 1E-130 to 9.99E+125, and zero. */
final class Numbers {

  private static final int DIGITS = 38;
  private static final int LEAST_EXPONENT = -130;
  private static final int GREATEST_EXPONENT = 125;

  private static final BigDecimal GREATEST =
      BigDecimal.TEN
          .pow(DIGITS)
          .subtract(BigDecimal.ONE)
          .scaleByPowerOfTen(GREATEST_EXPONENT - DIGITS + 1);

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
    return stripped.precision() <= DIGITS
        && exponent(stripped) >= LEAST_EXPONENT
        && exponent(stripped) <= GREATEST_EXPONENT;
  }

  /** The one text of a number, whatever its Java type. */
  static String text(Number number) {
    BigDecimal stripped = Values.decimal(number).stripTrailingZeros();
    if (!fits(stripped)) {
      throw new RefusedValueException(refusal(stripped));
    }
    return stripped.signum() == 0 ? "0" : stripped.toString();
  }

  /** What the service says of a number that it cannot hold. */
  private static String refusal(BigDecimal stripped) {
    if (exponent(stripped) > GREATEST_EXPONENT) {
      return "Number overflow. Attempting to store a number with magnitude larger than supported range";
    }
    return exponent(stripped) < LEAST_EXPONENT
        ? "Number underflow. Attempting to store a number with magnitude smaller than supported range"
        : "Attempting to store more than %d significant digits in a Number".formatted(DIGITS);
  }

  /** The greatest number that the service holds and that is not greater; empty if there is none. */
  static Optional<BigDecimal> atMost(Number number) {
    BigDecimal decimal = Values.decimal(number);
    return decimal.signum() < 0 ? nearest(decimal.negate(), true) : nearest(decimal, false);
  }

  /** The least number that the service holds and that is not less; empty if there is none. */
  static Optional<BigDecimal> atLeast(Number number) {
    return atMost(Values.decimal(number).negate()).map(BigDecimal::negate);
  }

  /**
   * The nearest number that the service holds.
   *
   * @param magnitude not negative
   * @param away whether to look away from zero; the result is then negative
   */
  private static Optional<BigDecimal> nearest(BigDecimal magnitude, boolean away) {
    BigDecimal stripped = magnitude.stripTrailingZeros();
    BigDecimal nearest;
    if (fits(stripped)) {
      nearest = stripped;
    } else if (exponent(stripped) < LEAST_EXPONENT) {
      nearest = away ? BigDecimal.ONE.movePointLeft(-LEAST_EXPONENT) : BigDecimal.ZERO;
    } else {
      nearest = stripped.round(new MathContext(DIGITS, away ? RoundingMode.UP : RoundingMode.DOWN));
    }
    if (exponent(nearest) > GREATEST_EXPONENT && nearest.signum() != 0) {
      if (away) {
        return Optional.empty();
      }
      nearest = GREATEST;
    }
    return Optional.of(away ? nearest.negate() : nearest);
  }

  private static long exponent(BigDecimal stripped) {
    return (long) stripped.precision() - stripped.scale() - 1;
  }

  /** The number of a text. */
  static Number parse(String text) {
    if (text.length() <= SURE_LONG && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Long.valueOf(text);
    }
    return Values.canonical(new BigDecimal(text));
  }
}
