package dev.pergola.internal.text;

/**
 * Whether a string is text: Java strings may hold half a surrogate pair, which has no UTF-8 form,
 * so that each store and wire would make something else of it.
 */
public final class WellFormed {

  private WellFormed() {}

  /** Whether every surrogate of the text is half of a pair. */
  public static boolean test(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
