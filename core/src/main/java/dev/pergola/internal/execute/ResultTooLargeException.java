package dev.pergola.internal.execute;

/** An answer breaks a limit while it is shaped; the whole answer becomes one error. */
final class ResultTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ResultTooLargeException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
