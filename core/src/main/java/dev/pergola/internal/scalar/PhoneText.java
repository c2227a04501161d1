package dev.pergola.internal.scalar;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/**
 * Phone numbers: digits, spaces and hyphens, after a {@code +} international, else North American.
 */
final class PhoneText {

  private static final String REGION = "US";

  private PhoneText() {}

  /** Whether some country gives out such a number. */
  static boolean isPhone(String text) {
    if (!hasShape(text)) {
      return false;
    }
    PhoneNumberUtil util = PhoneNumberUtil.getInstance();
    try {
      return util.isValidNumber(util.parse(text, REGION));
    } catch (NumberParseException e) {
      return false;
    }
  }

  /** Whether the characters are those of a phone number; what the library takes is much more. */
  static boolean hasShape(String text) {
    boolean digits = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = true;
      } else if (c != ' ' && c != '-' && !(c == '+' && i == 0)) {
        return false;
      }
    }
    return digits && text.charAt(0) != ' ' && text.charAt(text.length() - 1) != ' ';
  }
}
