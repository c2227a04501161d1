package dev.pergola.internal.scalar;

/**
 * E-mail addresses as a browser's e-mail field takes them: {@code local@domain} in ASCII, the
 * domain with or without a dot. Nothing is looked up.
 */
final class EmailText {

  private static final String LOCAL_MARKS = ".!#$%&'*+/=?^_`{|}~-";
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 255;
  private static final int MAX_LABEL = 63;

  private EmailText() {}

  static boolean isEmail(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at <= MAX_LOCAL
        && text.length() - at - 1 <= MAX_DOMAIN
        && isLocal(text, at)
        && isDomain(text, at + 1);
  }

  private static boolean isLocal(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && LOCAL_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Labels between dots: letters, digits and hyphens, no hyphen at either end. */
  private static boolean isDomain(String text, int start) {
    int label = start;
    for (int i = start; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '.') {
        int length = i - label;
        boolean valid =
            length >= 1
                && length <= MAX_LABEL
                && text.charAt(label) != '-'
                && text.charAt(i - 1) != '-';
        if (!valid) {
          return false;
        }
        label = i + 1;
      } else if (!isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
