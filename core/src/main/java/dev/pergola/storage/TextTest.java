package dev.pergola.storage;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A test of texts in the bytes that rows keep them in, which makes no object of them. */
@FunctionalInterface
interface TextTest {

  /** Whether a text passes that is these bytes, in UTF-8. */
  boolean test(byte[] utf8, int from, int length);

  /**
   * A test of rows by the text at a position.
   *
   * @param otherwise judges rows that have no text there, or do not keep it as bytes
   */
  default Predicate<Row> at(int position, Predicate<Row> otherwise) {
    return row -> {
      Judge judge = new Judge(this);
      return row.copyText(position, judge) ? judge.passed : otherwise.test(row);
    };
  }

  /**
   * Whether a text is the same one as bytes: half a surrogate pair has none, and the JDK puts a
   * question mark in its place.
   */
  static boolean hasBytes(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Keeps what the test says of the one text that it is handed. */
  final class Judge implements TextTarget {

    private final TextTest test;
    private boolean passed;

    private Judge(TextTest test) {
      this.test = test;
    }

    @Override
    public void utf8(byte[] bytes, int from, int length) {
      passed = test.test(bytes, from, length);
    }
  }
}
