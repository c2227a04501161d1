package dev.pergola.internal.execute;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A regular expression of the author's, held against texts of clients. Java's matching may take
 * time exponential in the text, and a stack as deep as it is long; so it gets a bounded text and a
 * budget of time (spec: security 9). A text that needs more does not match.
 */
final class BoundedPattern {

  private static final int MAX_CHARS = 10_000;
  private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Characters read between two looks at the clock. */
  private static final int PATIENCE = 1_024;

  private final Pattern pattern;

  BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Whether the whole text matches. */
  boolean matches(String text) {
    if (text.length() > MAX_CHARS) {
      return false;
    }
    try {
      return pattern.matcher(new Timed(text, System.nanoTime() + BUDGET_NANOS)).matches();
    } catch (TooSlowException | StackOverflowError tooMuch) {
      return false;
    }
  }

  /** A text that is read for a limited time only: every step of the matching reads a character. */
  private static final class Timed implements CharSequence {

    private final String text;
    private final long deadline;
    private int reads;

    Timed(String text, long deadline) {
      this.text = text;
      this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
      if (++reads % PATIENCE == 0 && System.nanoTime() - deadline > 0) {
        throw new TooSlowException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TooSlowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooSlowException() {
      super(null, null, false, false);
    }
  }
}
