package dev.pergola.internal.execute;

/** Takes texts as rows keep them. Bytes are the row's own: they are copied. */
interface TextTarget {

  /** Takes a text. */
  void text(String text);

  /** Takes a text as well-formed UTF-8. */
  void utf8(byte[] bytes, int from, int length);

  /** Takes a text that is known to have nothing in it that JSON writes in another way. */
  void plain(byte[] bytes, int from, int length);
}
