package dev.pergola.internal.scalar;

import dev.pergola.internal.text.Utf8;

/**
 * The form that the texts of a type have, told by their bytes in UTF-8. Texts of any form but
 * {@link #ANY} have ASCII characters only, and none that JSON writes in another way. Safe for
 * threads.
 */
@FunctionalInterface
public interface TextForm {

  /** Every text. */
  TextForm ANY = (utf8, from, end) -> true;

  /** Whether the bytes from one place to before another are a text of this form. */
  boolean fits(byte[] utf8, int from, int end);

  /** Whether a text has this form; one with half a surrogate pair, which UTF-8 lacks, has none. */
  default boolean fits(String text) {
    // Instead of that half there is a character beyond ASCII.
    byte[] utf8 = Utf8.of(text);
    return fits(utf8, 0, utf8.length);
  }
}
