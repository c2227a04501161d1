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

  private final byte[] text;
  private final int from;
  private final int end;

  private IsoText(byte[] text, int from, int end) {
    this.text = text;
    this.from = from;
    this.end = end;
  }

  /** {@code YYYY-MM-DD}, and an offset or none. */
  static boolean isDate(byte[] utf8, int from, int end) {
    IsoText text = new IsoText(utf8, from, end);
    int behind = text.date();
    return behind == end || text.isOffset(behind);
  }

  /** {@code hh:mm}, seconds and a fraction of 1 to 9 digits or none, and an offset or none. */
  static boolean isTime(byte[] utf8, int from, int end) {
    IsoText text = new IsoText(utf8, from, end);
    int behind = text.time(from);
    return behind == end || text.isOffset(behind);
  }

  /** A date, {@code T}, a time, and always an offset. */
  static boolean isDateTime(byte[] utf8, int from, int end) {
    IsoText text = new IsoText(utf8, from, end);
    int behind = text.date();
    return text.isAt(behind, 'T') && text.isOffset(text.time(behind + 1));
  }

  /** Where the date at the beginning ends. */
  private int date() {
    int year = number(from, 4);
    int month = number(from + 5, 2);
    int day = number(from + 8, 2);
    boolean shaped = year != NONE && isAt(from + 4, '-') && isAt(from + 7, '-');
    boolean real =
        shaped
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= Month.of(month).length(Year.isLeap(year));
    return real ? from + 10 : NONE;
  }

  /** Where the time that begins at {@code start} ends. */
  private int time(int start) {
    if (!isBelow(24, start) || !isAt(start + 2, ':') || !isBelow(60, start + 3)) {
      return NONE;
    }
    int behind = start + 5;
    if (!isAt(behind, ':')) {
      return behind;
    }
    if (!isBelow(60, behind + 1)) {
      return NONE;
    }
    behind += 3;
    return isAt(behind, '.') ? fraction(behind + 1) : behind;
  }

  private int fraction(int start) {
    int behind = start;
    while (behind < end && digit(text[behind]) != NONE) {
      behind++;
    }
    int digits = behind - start;
    return digits >= 1 && digits <= 9 ? behind : NONE;
  }

  /** Whether the rest of the text is {@code Z} or {@code ±hh:mm}, seconds or none. */
  private boolean isOffset(int start) {
    if (isAt(start, 'Z')) {
      return end == start + 1;
    }
    if (!isAt(start, '+') && !isAt(start, '-')) {
      return false;
    }
    int length = end - start;
    boolean seconds = length == 9;
    boolean shaped =
        (length == 6 || seconds)
            && isBelow(60, start + 4)
            && isAt(start + 3, ':')
            && (!seconds || (isAt(start + 6, ':') && isBelow(60, start + 7)));
    int hours = number(start + 1, 2);
    if (!shaped || hours == NONE) {
      return false;
    }
    int total = hours * 3600 + number(start + 4, 2) * 60 + (seconds ? number(start + 7, 2) : 0);
    return total <= MAX_OFFSET_SECONDS;
  }

  private boolean isBelow(int bound, int start) {
    int number = number(start, 2);
    return number != NONE && number < bound;
  }

  private boolean isAt(int index, char expected) {
    return index >= from && index < end && text[index] == expected;
  }

  private int number(int start, int digits) {
    if (start < from || start + digits > end) {
      return NONE;
    }
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      int digit = digit(text[i]);
      if (digit == NONE) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** ASCII only: {@code Character.isDigit} knows some seven hundred more. */
  private static int digit(byte b) {
    return b >= '0' && b <= '9' ? b - '0' : NONE;
  }
}
