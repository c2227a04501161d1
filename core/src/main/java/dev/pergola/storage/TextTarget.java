package dev.pergola.storage;

/** Takes texts of rows as the bytes that they are kept in. */
@FunctionalInterface
public interface TextTarget {

  /**
   * Takes a text as well-formed UTF-8. The bytes are the row's own: they are copied before this
   * returns, and never changed.
   */
  void utf8(byte[] bytes, int from, int length);
}
