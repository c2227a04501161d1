package dev.pergola.storage;

/**
 * Looks for one text in others, in time linear in both (Knuth, Morris and Pratt). {@link
 * String#contains} takes their product for texts that almost match everywhere, which callers can
 * write and ask for.
 */
final class TextSearch {

  private final String part;

  /** For each length of a match so far, the length of the longest shorter one that it ends with. */
  private final int[] shorter;

  TextSearch(String part) {
    this.part = part;
    this.shorter = new int[part.length() + 1];
    int length = 0;
    for (int i = 1; i < part.length(); i++) {
      length = extend(length, part.charAt(i));
      shorter[i + 1] = length;
    }
  }

  boolean foundIn(String text) {
    if (part.isEmpty()) {
      return true;
    }
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length = extend(length, text.charAt(i));
      if (length == part.length()) {
        return true;
      }
    }
    return false;
  }

  private int extend(int matched, char next) {
    int length = matched;
    while (length > 0 && part.charAt(length) != next) {
      length = shorter[length];
    }
    return part.charAt(length) == next ? length + 1 : 0;
  }
}
