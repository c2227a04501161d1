package dev.pergola.auth.cognito;

import org.jspecify.annotations.Nullable;

/** Makes text that others chose fit for one line of a log. */
final class LogText {

  private static final int MAX_CHARACTERS = 64;

  private LogText() {}

  /** The text in quotes, short and on one line; the kind of value when it is no text. */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    if (!(value instanceof String text)) {
      return "a value that is no text";
    }
    StringBuilder shown = new StringBuilder("'");
    text.codePoints().limit(MAX_CHARACTERS).map(LogText::visible).forEach(shown::appendCodePoint);
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      shown.append("...");
    }
    return shown.append('\'').toString();
  }

  // Besides the control characters: line separators, what reverses the reading direction, and
  // halves of surrogate pairs, which no log file can hold.
  private static int visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          '?';
      default -> codePoint;
    };
  }
}
