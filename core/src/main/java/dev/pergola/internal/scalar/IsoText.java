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

  private static final int DATE_LENGTH = 10;

  private static final DigitTemplate CENTURY_TO_MONTH = DigitTemplate.of("0000-00-");
  private static final DigitTemplate DAY_TO_MINUTE = DigitTemplate.of("00T00:00");

  /** How a time stamp ends that a server makes. */
  private static final DigitTemplate SECOND_TO_END = DigitTemplate.of(":00.000Z");

  private IsoText() {}

  /** {@code YYYY-MM-DD}, and an offset or none. */
  static boolean isDate(byte[] utf8, int from, int end) {
    int behind = date(utf8, from, end);
    return behind == end || isOffset(utf8, behind, end);
  }

  /** {@code hh:mm}, seconds and a fraction of 1 to 9 digits or none, and an offset or none. */
  static boolean isTime(byte[] utf8, int from, int end) {
    int behind = time(utf8, from, end);
    return behind == end || isOffset(utf8, behind, end);
  }

  /** A date, {@code T}, a time, and always an offset. */
  static boolean isDateTime(byte[] utf8, int from, int end) {
    int behind = from + 2 * DigitTemplate.LENGTH;
    if (behind >= end) {
      return false;
    }
    long date = CENTURY_TO_MONTH.pairs(utf8, from);
    long time = DAY_TO_MINUTE.pairs(utf8, from + DigitTemplate.LENGTH);
    return date != DigitTemplate.NONE
        && time != DigitTemplate.NONE
        && isDay(pair(date, 0), pair(date, 2), pair(date, 5), pair(time, 0))
        && pair(time, 3) < 24
        && pair(time, 6) < 60
        && (isSecondToEnd(utf8, behind, end) || isOffset(utf8, seconds(utf8, behind, end), end));
  }

  private static boolean isSecondToEnd(byte[] text, int from, int end) {
    if (end - from != DigitTemplate.LENGTH) {
      return false;
    }
    long rest = SECOND_TO_END.pairs(text, from);
    return rest != DigitTemplate.NONE && pair(rest, 1) < 60;
  }

  /** Where the date that begins at {@code from} ends, or {@link #NONE}. */
  private static int date(byte[] text, int from, int end) {
    if (end - from < DATE_LENGTH || text[from + 4] != '-' || text[from + 7] != '-') {
      return NONE;
    }
    int century = pair(text, from, end);
    int year = pair(text, from + 2, end);
    int month = pair(text, from + 5, end);
    int day = pair(text, from + 8, end);
    boolean real =
        century != NONE && year != NONE && day != NONE && isDay(century, year, month, day);
    return real ? from + DATE_LENGTH : NONE;
  }

  private static boolean isDay(int century, int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && (day <= 28 || day <= Month.of(month).length(Year.isLeap(century * 100L + year)));
  }

  /** Where the time that begins at {@code from} ends, or {@link #NONE}. */
  private static int time(byte[] text, int from, int end) {
    if (!isBelow(24, text, from, end)
        || !isAt(text, from + 2, end, ':')
        || !isBelow(60, text, from + 3, end)) {
      return NONE;
    }
    return seconds(text, from + 5, end);
  }

  /** Where the seconds and their fraction end that may begin at {@code from}, or {@link #NONE}. */
  private static int seconds(byte[] text, int from, int end) {
    if (!isAt(text, from, end, ':')) {
      return from;
    }
    if (!isBelow(60, text, from + 1, end)) {
      return NONE;
    }
    int behind = from + 3;
    return isAt(text, behind, end, '.') ? fraction(text, behind + 1, end) : behind;
  }

  private static int fraction(byte[] text, int from, int end) {
    int behind = from;
    while (behind < end && isDigit(text[behind])) {
      behind++;
    }
    int digits = behind - from;
    return digits >= 1 && digits <= 9 ? behind : NONE;
  }

  /** Whether the rest of the text is {@code Z} or {@code ±hh:mm}, seconds or none. */
  private static boolean isOffset(byte[] text, int from, int end) {
    if (isAt(text, from, end, 'Z')) {
      return end == from + 1;
    }
    if (!isAt(text, from, end, '+') && !isAt(text, from, end, '-')) {
      return false;
    }
    int length = end - from;
    boolean seconds = length == 9;
    boolean shaped =
        (length == 6 || seconds)
            && isBelow(60, text, from + 4, end)
            && isAt(text, from + 3, end, ':')
            && (!seconds || (isAt(text, from + 6, end, ':') && isBelow(60, text, from + 7, end)));
    int hours = pair(text, from + 1, end);
    if (!shaped || hours == NONE) {
      return false;
    }
    int total =
        hours * 3600 + pair(text, from + 4, end) * 60 + (seconds ? pair(text, from + 7, end) : 0);
    return total <= MAX_OFFSET_SECONDS;
  }

  private static boolean isBelow(int bound, byte[] text, int from, int end) {
    int number = pair(text, from, end);
    return number != NONE && number < bound;
  }

  private static boolean isAt(byte[] text, int index, int end, char expected) {
    return index >= 0 && index < end && text[index] == expected;
  }

  /** The number that two digits are, or {@link #NONE}. */
  private static int pair(byte[] text, int from, int end) {
    return from >= 0 && from + 1 < end && isDigit(text[from]) && isDigit(text[from + 1])
        ? (text[from] - '0') * 10 + (text[from + 1] - '0')
        : NONE;
  }

  private static int pair(long pairs, int index) {
    return DigitTemplate.pair(pairs, index);
  }

  /** ASCII only: {@code Character.isDigit} knows some seven hundred more. */
  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
