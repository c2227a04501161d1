package dev.pergola.internal.text;

/**
 * A caller's text, short enough for a message: an answer must not grow with what was sent (spec:
 * security 3).
 */
public final class Excerpt {

  /** How many characters of a name or value a message repeats. */
  public static final int MAX_LENGTH = 64;

  private static final String ELLIPSIS = "…";

  private Excerpt() {}

  /** The text itself, or its beginning and an ellipsis. */
  public static String of(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = MAX_LENGTH - ELLIPSIS.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + ELLIPSIS;
  }
}
