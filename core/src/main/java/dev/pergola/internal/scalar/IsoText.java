package dev.pergola.internal.scalar;

import java.time.Month;
import java.time.Year;

/**
 * Dates, times and offsets in the form of ISO 8601 that AppSync takes: ASCII digits, a fixed number
 * of them, capital {@code T} and {@code Z}, and days that the calendar has. By hand, since the
 * formatters of {@code java.time} take more (and make a value of it that nobody needs).
 */
final class IsoText {

  private static final int NONE = -1;

  /** As far as {@link java.time.ZoneOffset} goes; the clocks of the world end at 14 hours. */
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;

  private IsoText() {}

  /** {@code YYYY-MM-DD}, and an offset or none. */
  static boolean isDate(String text) {
    int end = date(text);
    return end == text.length() || isOffset(text, end);
  }

  /** {@code hh:mm}, seconds and a fraction of 1 to 9 digits or none, and an offset or none. */
  static boolean isTime(String text) {
    int end = time(text, 0);
    return end == text.length() || isOffset(text, end);
  }

  /** A date, {@code T}, a time, and always an offset. */
  static boolean isDateTime(String text) {
    int end = date(text);
    return isAt(text, end, 'T') && isOffset(text, time(text, end + 1));
  }

  /** Where the date at the beginning ends. */
  private static int date(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    boolean shaped = year != NONE && isAt(text, 4, '-') && isAt(text, 7, '-');
    boolean real =
        shaped
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= Month.of(month).length(Year.isLeap(year));
    return real ? 10 : NONE;
  }

  /** Where the time that begins at {@code start} ends. */
  private static int time(String text, int start) {
    if (!isBelow(24, text, start) || !isAt(text, start + 2, ':') || !isBelow(60, text, start + 3)) {
      return NONE;
    }
    int end = start + 5;
    if (!isAt(text, end, ':')) {
      return end;
    }
    if (!isBelow(60, text, end + 1)) {
      return NONE;
    }
    end += 3;
    return isAt(text, end, '.') ? fraction(text, end + 1) : end;
  }

  private static int fraction(String text, int start) {
    int end = start;
    while (end < text.length() && digit(text.charAt(end)) != NONE) {
      end++;
    }
    int digits = end - start;
    return digits >= 1 && digits <= 9 ? end : NONE;
  }

  /** Whether the rest of the text is {@code Z} or {@code ±hh:mm}, seconds or none. */
  private static boolean isOffset(String text, int start) {
    if (isAt(text, start, 'Z')) {
      return text.length() == start + 1;
    }
    if (!isAt(text, start, '+') && !isAt(text, start, '-')) {
      return false;
    }
    int length = text.length() - start;
    boolean seconds = length == 9;
    boolean shaped =
        (length == 6 || seconds)
            && isBelow(60, text, start + 4)
            && isAt(text, start + 3, ':')
            && (!seconds || (isAt(text, start + 6, ':') && isBelow(60, text, start + 7)));
    int hours = number(text, start + 1, 2);
    if (!shaped || hours == NONE) {
      return false;
    }
    int total =
        hours * 3600 + number(text, start + 4, 2) * 60 + (seconds ? number(text, start + 7, 2) : 0);
    return total <= MAX_OFFSET_SECONDS;
  }

  private static boolean isBelow(int bound, String text, int start) {
    int number = number(text, start, 2);
    return number != NONE && number < bound;
  }

  private static boolean isAt(String text, int index, char expected) {
    return index >= 0 && index < text.length() && text.charAt(index) == expected;
  }

  private static int number(String text, int start, int digits) {
    if (start < 0 || start + digits > text.length()) {
      return NONE;
    }
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      int digit = digit(text.charAt(i));
      if (digit == NONE) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** ASCII only: {@code Character.isDigit} knows some seven hundred more. */
  private static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : NONE;
  }
}
