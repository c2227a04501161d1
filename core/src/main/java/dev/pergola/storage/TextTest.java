package dev.pergola.storage;

/** A test of texts in the bytes that rows keep them in, so that nobody makes an object of them. */
@FunctionalInterface
public interface TextTest {

  /**
   * Whether a text passes.
   *
   * @param utf8 holds the text as well-formed UTF-8; the row's own, never changed and not kept
   * @param from where it begins
   * @param length how many bytes it has
   */
  boolean test(byte[] utf8, int from, int length);
}
