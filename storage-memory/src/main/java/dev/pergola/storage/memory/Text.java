package dev.pergola.storage.memory;

/** Strings that have a UTF-8 form. */
final class Text {

  private Text() {}

  /**
   * Refuses half a surrogate pair: it has no UTF-8 form, and the JDK would put a question mark in
   * its place without a word.
   */
  static void checkWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          throw new IllegalArgumentException(
              "The text has half a surrogate pair at index %d; send well-formed Unicode."
                  .formatted(i));
        }
        i++;
      }
    }
  }

  private static boolean isPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }
}
