package dev.pergola.internal.client;

/** An answer has no counterpart in the Java type of its component. */
final class UnreadableValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableValueException(String message) {
    super(message);
  }
}
