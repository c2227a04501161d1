package dev.pergola.internal.execute;

import dev.pergola.request.DataError;
import java.util.List;

/** A handler fails with what the client of its caller was told, and the caller may be told too. */
final class ToldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<DataError> errors;

  ToldException(List<DataError> errors) {
    super("told already", null, false, false);
    this.errors = List.copyOf(errors);
  }

  /** Never empty. */
  List<DataError> errors() {
    return errors;
  }
}
