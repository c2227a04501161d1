package dev.pergola.internal.execute;

/** One of the writes of a transaction was refused, and so none was made. */
final class RefusedWriteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int number;

  /**
   * A refusal.
   *
   * @param number which write, from 0
   * @param reason why, in words for the client
   */
  RefusedWriteException(int number, RuntimeException reason) {
    super(reason.getMessage(), reason, false, false);
    this.number = number;
  }

  int number() {
    return number;
  }

  /** What the mutation alone would have failed with. */
  Throwable reason() {
    return getCause() == null ? this : getCause();
  }
}
