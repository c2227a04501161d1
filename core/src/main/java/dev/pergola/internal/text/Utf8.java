package dev.pergola.internal.text;

import java.nio.charset.StandardCharsets;

/** Bytes of texts. The JDK's own way writes a question mark for half a surrogate pair. */
public final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** A text in UTF-8; half a surrogate pair, which that lacks, as the replacement character. */
  public static byte[] of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    // The platform writes a question mark instead, and sooner than one has looked for such a half.
    return hasQuestionMark(utf8) ? mended(text, utf8) : utf8;
  }

  /** The same, if it is known what the platform makes of the text. */
  public static byte[] mended(String text, byte[] utf8) {
    return WellFormed.test(text) ? utf8 : whole(text).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean hasQuestionMark(byte[] utf8) {
    int last = utf8.length - Octets.LENGTH;
    for (int at = 0; at < last; at += Octets.LENGTH) {
      if (isQuestionMarkIn(utf8, at)) {
        return true;
      }
    }
    if (last >= 0) {
      return isQuestionMarkIn(utf8, last);
    }
    for (byte b : utf8) {
      if (b == '?') {
        return true;
      }
    }
    return false;
  }

  private static boolean isQuestionMarkIn(byte[] utf8, int from) {
    return Octets.any(Octets.equal(Octets.at(utf8, from), '?'));
  }

  private static String whole(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isSurrogate(point) ? REPLACEMENT : point)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
