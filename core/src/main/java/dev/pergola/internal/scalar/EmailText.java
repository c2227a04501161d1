package dev.pergola.internal.scalar;

/**
 * E-mail addresses as a browser's e-mail field takes them: {@code local@domain} in ASCII, the
 * domain with or without a dot. Nothing is looked up.
 */
final class EmailText {

  private static final String PLAIN_MARKS = ".!#$%&'*+/=^_`{|}~-";
  private static final String MARKS = PLAIN_MARKS + "?";
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 255;
  private static final int MAX_LABEL = 63;

  private EmailText() {}

  static boolean isEmail(byte[] utf8, int from, int end) {
    return matches(utf8, from, end, MARKS);
  }

  /** Whether it is one without a question mark. */
  static boolean isPlain(byte[] utf8, int from, int end) {
    return matches(utf8, from, end, PLAIN_MARKS);
  }

  private static boolean matches(byte[] utf8, int from, int end, String marks) {
    int at = from;
    while (at < end && (isLetterOrDigit(utf8[at]) || marks.indexOf(utf8[at]) >= 0)) {
      at++;
    }
    int local = at - from;
    return local >= 1
        && local <= MAX_LOCAL
        && at < end
        && utf8[at] == '@'
        && end - at - 1 <= MAX_DOMAIN
        && isDomain(utf8, at + 1, end);
  }

  /** Labels between dots: letters, digits and hyphens, no hyphen at either end. */
  private static boolean isDomain(byte[] utf8, int from, int end) {
    int label = from;
    for (int i = from; i <= end; i++) {
      if (i == end || utf8[i] == '.') {
        int length = i - label;
        boolean valid =
            length >= 1 && length <= MAX_LABEL && utf8[label] != '-' && utf8[i - 1] != '-';
        if (!valid) {
          return false;
        }
        label = i + 1;
      } else if (!isLetterOrDigit(utf8[i]) && utf8[i] != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }
}
