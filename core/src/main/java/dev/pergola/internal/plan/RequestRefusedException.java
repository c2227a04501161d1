package dev.pergola.internal.plan;

import dev.pergola.request.DataError;
import java.util.List;

/**
 * A request is refused before anything ran: it breaks a limit, does not parse or does not validate.
 */
public final class RequestRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<DataError> errors;

  /** With what to answer. */
  public RequestRefusedException(List<DataError> errors) {
    super("request refused");
    this.errors = List.copyOf(errors);
  }

  /** With one message and no place. */
  public RequestRefusedException(String message) {
    this(List.of(DataError.ofRequest(message, null)));
  }

  /** What to answer. */
  public List<DataError> errors() {
    return errors;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
