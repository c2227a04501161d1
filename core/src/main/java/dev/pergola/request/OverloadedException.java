package dev.pergola.request;

/**
 * The backend did not start a request: too many are under way, or it is closed. Nothing ran, so the
 * caller may try again; on HTTP it is a 503 with {@code retry-after}.
 */
public final class OverloadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what to tell an operator. */
  public OverloadedException(String message) {
    super(message);
  }
}
