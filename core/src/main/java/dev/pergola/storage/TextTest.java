package dev.pergola.storage;

import java.util.Optional;

/** A test of texts in the bytes that rows keep them in, so that nobody makes an object of them. */
@FunctionalInterface
public interface TextTest {

  /**
   * Passes texts with another one in them, in time linear in both. What it is given may also be
   * texts side by side, parted by bytes that UTF-8 does not have.
   *
   * @param part what is looked for; everything has the empty text in it
   * @return empty if {@code part} has half a surrogate pair: that has no UTF-8 form, although texts
   *     with the other half beside it have it in them
   */
  static Optional<TextTest> containing(String part) {
    return TextSearch.hasBytes(part) ? Optional.of(new TextSearch(part)) : Optional.empty();
  }

  /**
   * Whether a text passes.
   *
   * @param utf8 holds the text as well-formed UTF-8; the row's own, never changed and not kept
   * @param from where it begins
   * @param length how many bytes it has
   */
  boolean test(byte[] utf8, int from, int length);
}
