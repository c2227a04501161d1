package dev.pergola.request;

/**
 * The backend did not start a request: too many are under way, or it is closed. Nothing ran, so the
 * caller may try again; on HTTP it is a 503 with {@code retry-after}.
 */
public final class OverloadedException extends RuntimeException {

  /** The {@code errorType} that clients are told, whichever way they came. */
  public static final String ERROR_TYPE = "ServiceUnavailableException";

  /** The message that clients are told; the exception's own is for operators. */
  public static final String CLIENT_MESSAGE = "Too many requests are under way; nothing was run.";

  private static final long serialVersionUID = 1L;

  /** With what to tell an operator. */
  public OverloadedException(String message) {
    super(message);
  }
}
