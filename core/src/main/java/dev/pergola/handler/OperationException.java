package dev.pergola.handler;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller is told of: what a resolver of the original calls {@code util.error}.
 */
public final class OperationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String type;
  private final transient @Nullable Object data;
  private final transient @Nullable Object info;

  /**
   * A failure with the words that the caller reads.
   *
   * @param message the error's {@code message}
   * @param type the error's {@code errorType}, as {@code "NotFound"}; null for none
   */
  public OperationException(String message, @Nullable String type) {
    this(message, type, null, null);
  }

  /**
   * A failure with something to go by. What is given here is for the caller to read, and as JSON:
   * strings, finite numbers, booleans, lists, string-keyed maps and nulls. If there is anything in
   * it that JSON can not say, both are left out; the log says why, under the id that is told
   * instead.
   *
   * @param message the error's {@code message}
   * @param type the error's {@code errorType}, as {@code "NotFound"}; null for none
   * @param data the error's {@code data}; null for none
   * @param info the error's {@code errorInfo}; null for none
   */
  public OperationException(
      String message, @Nullable String type, @Nullable Object data, @Nullable Object info) {
    super(message);
    this.type = type;
    this.data = data;
    this.info = info;
  }

  /** The error's {@code errorType}; null for none. */
  public @Nullable String type() {
    return type;
  }

  /** The error's {@code data}; null for none. */
  public @Nullable Object data() {
    return data;
  }

  /** The error's {@code errorInfo}; null for none. */
  public @Nullable Object info() {
    return info;
  }
}
