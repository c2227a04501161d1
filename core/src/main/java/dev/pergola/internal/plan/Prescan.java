package dev.pergola.internal.plan;

import dev.pergola.request.Limits;

/**
 * One linear pass over a document before the parser sees it (spec: security 2). The parser's own
 * time grows faster than its input for deep nesting and long numbers, so these are refused here.
 * Comments and strings are skipped by the same rules as the lexer's, or a bracket in a string would
 * count.
 */
final class Prescan {

  /**
   * What a number may have beside its digits: a sign, a point, a mark of the exponent, its sign.
   */
  private static final int MARKS = 4;

  private final String text;
  private final Limits limits;
  private int at;
  private int depth;
  private int tokens;
  private int fragments;
  private int operations;

  private Prescan(String text, Limits limits) {
    this.text = text;
    this.limits = limits;
  }

  /** Refuses the document if it breaks a limit. */
  static void check(String text, Limits limits) {
    if (text.length() > limits.maxDocumentChars()) {
      throw new RequestRefusedException(
          "The document has more than %d characters.".formatted(limits.maxDocumentChars()));
    }
    new Prescan(text, limits).run();
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        skipComment();
      } else if (c == '"') {
        token();
        skipString();
      } else if (c == '{' || c == '[' || c == '(') {
        token();
        open(c);
      } else if (c == '}' || c == ']' || c == ')') {
        token();
        depth = Math.max(0, depth - 1);
        at++;
      } else if (isNameStart(c)) {
        token();
        name();
      } else if (c == '-' || isDigit(c)) {
        token();
        number();
      } else {
        if (c > ' ' && c != ',') {
          token();
        }
        at++;
      }
    }
  }

  private void token() {
    if (++tokens > limits.maxDocumentTokens()) {
      throw new RequestRefusedException(
          "The document has more than %d tokens.".formatted(limits.maxDocumentTokens()));
    }
  }

  private void open(char bracket) {
    if (depth == 0 && bracket == '{') {
      // A selection set at the top level opens an operation, named or not, or a fragment that was
      // counted already.
      operations++;
      if (operations > limits.maxOperations() + limits.maxFragments()) {
        throw new RequestRefusedException(
            "The document has more than %d operations.".formatted(limits.maxOperations()));
      }
    }
    if (++depth > limits.maxNesting()) {
      throw new RequestRefusedException(
          "The document nests deeper than %d brackets.".formatted(limits.maxNesting()));
    }
    at++;
  }

  private void name() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    int length = at - start;
    if (length > limits.maxNameLength()) {
      throw new RequestRefusedException(
          "The document has a name of more than %d characters.".formatted(limits.maxNameLength()));
    }
    if (depth == 0 && length == 8 && text.startsWith("fragment", start)) {
      if (++fragments > limits.maxFragments()) {
        throw new RequestRefusedException(
            "The document has more than %d fragments.".formatted(limits.maxFragments()));
      }
    }
  }

  private void number() {
    int start = at;
    int digits = 0;
    do {
      if (isDigit(text.charAt(at))) {
        digits++;
      }
      at++;
    } while (at < text.length() && isNumberPart(text.charAt(at)));
    if (Math.max(digits, at - start - MARKS) > limits.maxNumberDigits()) {
      throw new RequestRefusedException(
          "The document has a number of more than %d digits.".formatted(limits.maxNumberDigits()));
    }
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
  }

  private void skipString() {
    if (text.startsWith("\"\"\"", at)) {
      skipBlockString();
      return;
    }
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c == '"') {
        at++;
        return;
      } else if (c == '\n' || c == '\r') {
        // An unterminated string: the parser will refuse it, and what follows is read as text
        // again.
        return;
      } else {
        at++;
      }
    }
  }

  private void skipBlockString() {
    at += 3;
    while (at < text.length()) {
      if (text.startsWith("\\\"\"\"", at)) {
        at += 4;
      } else if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
        // The parser joins the lines of a block string one by one, in time that grows with their
        // square.
        token();
        at++;
      } else if (text.startsWith("\"\"\"", at)) {
        at += 3;
        return;
      } else {
        at++;
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNumberPart(char c) {
    return isDigit(c) || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }
}
