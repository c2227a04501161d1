package dev.pergola.conformance.security;

/** A case that uses a word which this runner does not know. */
final class NotSupportedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotSupportedException(String word) {
    super(word);
  }
}
