package dev.pergola.handler;

/**
 * A failure that the caller is told of: what a resolver of the original calls {@code util.error}.
 */
public final class OperationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * A failure with the words that the caller reads.
   *
   * @param message the error's {@code message}
   * @param type the error's {@code errorType}, as {@code "NotFound"}
   */
  public OperationException(String message, String type) {
    super(message);
    this.type = type;
  }

  /** The error's {@code errorType}. */
  public String type() {
    return type;
  }
}
