package dev.pergola.internal.text;

import java.nio.charset.StandardCharsets;

/** Bytes of texts. The JDK's own way writes a question mark for half a surrogate pair. */
public final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** A text in UTF-8; half a surrogate pair, which that lacks, as the replacement character. */
  public static byte[] of(String text) {
    String whole = WellFormed.test(text) ? text : whole(text);
    return whole.getBytes(StandardCharsets.UTF_8);
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
