package dev.pergola.internal.plan;

/**
 * Shortens what the GraphQL engine says of a request, since its messages repeat names and values as
 * they were sent: a name or a quoted value is cut at 64 characters, the whole at 512 (spec:
 * security 3).
 */
public final class Messages {

  private static final int MAX_RUN = 64;
  private static final int MAX_MESSAGE = 512;
  private static final int REPLACEMENT = 0xFFFD;

  private Messages() {}

  /** The message, short enough to answer with. */
  public static String cut(String message) {
    StringBuilder out = new StringBuilder(Math.min(message.length(), MAX_MESSAGE + 1));
    boolean quoted = false;
    int inQuotes = 0;
    int inName = 0;
    int next = 0;
    while (next < message.length()) {
      int c = message.codePointAt(next);
      next += Character.charCount(c);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        // Half a pair has no form in an answer.
        c = REPLACEMENT;
      }
      if (c == '\'') {
        quoted = !quoted;
        inQuotes = 0;
      } else if (quoted) {
        inQuotes++;
      }
      inName = Character.isLetterOrDigit(c) || c == '_' ? inName + 1 : 0;
      int run = Math.max(inName, inQuotes);
      if (run <= MAX_RUN) {
        out.appendCodePoint(c);
      } else if (run == MAX_RUN + 1) {
        out.append('…');
      }
      if (out.length() >= MAX_MESSAGE) {
        return out.append('…').toString();
      }
    }
    return out.toString();
  }
}
