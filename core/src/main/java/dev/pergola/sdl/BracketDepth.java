package dev.pergola.sdl;

/**
 * One pass over a document before the parser sees it. The parser's own limit of depth comes too
 * late for a long row of brackets, which costs it minutes and then the stack (measured with
 * graphql-java 26.0). Strings and comments are skipped as the lexer does, or a bracket in them
 * would count.
 */
final class BracketDepth {

  private final String text;
  private int at;

  private BracketDepth(String text) {
    this.text = text;
  }

  /** The place of the first bracket that is deeper than {@code max}, or -1. */
  static int firstBeyond(int max, String text) {
    return new BracketDepth(text).firstBeyond(max);
  }

  private int firstBeyond(int max) {
    int depth = 0;
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '{', '[', '(' -> {
          if (++depth > max) {
            return at;
          }
          at++;
        }
        case '}', ']', ')' -> {
          depth--;
          at++;
        }
        case '#' -> skipToLineEnd();
        case '"' -> skipString();
        default -> at++;
      }
    }
    return -1;
  }

  private void skipString() {
    if (text.startsWith("\"\"\"", at)) {
      int end = text.indexOf("\"\"\"", at + 3);
      while (end > 0 && text.charAt(end - 1) == '\\') {
        end = text.indexOf("\"\"\"", end + 3);
      }
      at = end < 0 ? text.length() : end + 3;
      return;
    }
    at++;
    while (at < text.length() && !isLineEnd(text.charAt(at)) && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipToLineEnd() {
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
