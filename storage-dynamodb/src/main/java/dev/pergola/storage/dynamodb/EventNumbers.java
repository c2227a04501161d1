package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Values;
import java.math.BigDecimal;

/**
 * Numbers in the text of events. A fraction stays one where it is whole, so that every process
 * tells {@code 2.0} of the same answer; rows, where equal numbers are one, need no such thing.
 */
final class EventNumbers {

  private EventNumbers() {}

  static BigDecimal write(Number number) {
    BigDecimal decimal = Values.decimal(number);
    boolean whole = number instanceof Double && !isFraction(decimal.toString());
    return whole ? decimal.setScale(1) : decimal;
  }

  static Number read(String text) {
    Number exact = Numbers.parse(text);
    double near = exact.doubleValue();
    return isFraction(text) && Values.decimal(near).compareTo(Values.decimal(exact)) == 0
        ? (Number) near
        : exact;
  }

  private static boolean isFraction(String text) {
    return text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
  }
}
