package dev.pergola.internal.execute;

/**
 * Takes texts as the bytes that rows keep them in. The bytes are the row's own: they are copied.
 */
interface TextTarget {

  /** Takes a text as well-formed UTF-8. */
  void utf8(byte[] bytes, int from, int length);

  /** Takes a text that is known to have nothing in it that JSON writes in another way. */
  void plain(byte[] bytes, int from, int length);
}
