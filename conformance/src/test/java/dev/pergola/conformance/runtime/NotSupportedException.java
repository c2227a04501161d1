package dev.pergola.conformance.runtime;

/** A scenario that needs something which does not exist yet; the message names it. */
final class NotSupportedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotSupportedException(String message) {
    super(message);
  }
}
