package dev.pergola.internal.execute;

import dev.pergola.internal.text.Octets;

/**
 * Which bytes of a text JSON writes as they are. Most texts have no others: those are copied while
 * they are looked at.
 */
final class JsonText {

  private JsonText() {}

  /**
   * Copies a text; false if something in it needs a second look, and then what stands behind the
   * place is of no use. That is what is escaped, and the question mark, which the platform also
   * writes for what UTF-8 lacks.
   */
  static boolean copied(byte[] text, int from, int size, byte[] to, int place) {
    int last = size - Octets.LENGTH;
    if (last < 0) {
      return copiedByByte(text, from, size, to, place);
    }
    for (int at = 0; at < last; at += Octets.LENGTH) {
      long eight = Octets.at(text, from + at);
      if (anyDoubtful(eight)) {
        return false;
      }
      Octets.put(to, place + at, eight);
    }
    // What is left is taken together with some that were copied.
    long eight = Octets.at(text, from + last);
    Octets.put(to, place + last, eight);
    return !anyDoubtful(eight);
  }

  private static boolean copiedByByte(byte[] text, int from, int size, byte[] to, int place) {
    for (int at = 0; at < size; at++) {
      byte b = text[from + at];
      if (isEscaped(b) || b == '?') {
        return false;
      }
      to[place + at] = b;
    }
    return true;
  }

  /** Where the first byte stands that is escaped; the end if there is none. */
  static int firstEscaped(byte[] text, int from, int end) {
    int at = from;
    int lastEight = end - Octets.LENGTH;
    while (at <= lastEight && !Octets.any(escaped(Octets.at(text, at)))) {
      at += Octets.LENGTH;
    }
    while (at < end && !isEscaped(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean anyDoubtful(long eight) {
    return Octets.any(escaped(eight) | Octets.equal(eight, '?'));
  }

  private static long escaped(long eight) {
    return Octets.below(eight, ' ') | Octets.equal(eight, '"') | Octets.equal(eight, '\\');
  }

  private static boolean isEscaped(byte b) {
    // Bytes of characters beyond ASCII are negative.
    return (b < ' ' && b >= 0) || b == '"' || b == '\\';
  }
}
