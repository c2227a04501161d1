package dev.pergola.internal.execute;

/** Takes texts as the bytes that rows keep them in. */
@FunctionalInterface
interface TextTarget {

  /** Takes a text as well-formed UTF-8. The bytes are the row's own: they are copied from. */
  void utf8(byte[] bytes, int from, int length);
}
