package dev.pergola.internal.execute;

import org.jspecify.annotations.Nullable;

/**
 * One field cannot be answered, for a reason that the client is told. Cheap: an answer and not a
 * fault.
 */
final class FieldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String errorType;
  private final String text;

  FieldException(@Nullable String errorType, String text) {
    super(text);
    this.errorType = errorType;
    this.text = text;
  }

  @Nullable String errorType() {
    return errorType;
  }

  String text() {
    return text;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
