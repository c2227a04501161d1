package dev.pergola.client;

import dev.pergola.request.DataError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call was answered with errors: the caller may not do it, a condition did not hold, an input is
 * not valid, or a part of what was asked for could not be read. The errors are those that a client
 * of the API would get, without places in a document, since there is none.
 */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<DataError> errors;
  private final transient @Nullable Object partial;

  /**
   * An answer with errors.
   *
   * @param errors what did not succeed
   * @param partial what did; null when nothing did
   * @throws IllegalArgumentException if there is no error
   */
  public DataException(List<DataError> errors, @Nullable Object partial) {
    super(message(errors));
    this.errors = List.copyOf(errors);
    this.partial = partial;
  }

  /** What did not succeed; never empty. */
  public List<DataError> errors() {
    return errors;
  }

  /** The {@code errorType} of the first error, such as {@code Unauthorized}; empty without one. */
  public Optional<String> errorType() {
    return Optional.ofNullable(errors.get(0).errorType());
  }

  /**
   * What did succeed, as the call would have given it: see {@link Answer#value()}; empty when
   * nothing did.
   */
  public Optional<Object> partial() {
    return Optional.ofNullable(partial);
  }

  private static String message(List<DataError> errors) {
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("A DataException has at least one error.");
    }
    DataError first = errors.get(0);
    StringBuilder message = new StringBuilder(first.message());
    if (first.errorType() != null) {
      message.append(" (").append(first.errorType()).append(')');
    }
    // The root field of a call says nothing; the number of a write in a transaction does.
    List<Object> path = first.path() == null ? List.of() : first.path();
    if (path.size() > 1 || (path.size() == 1 && path.get(0) instanceof Integer)) {
      message.append(" at ").append(path);
    }
    if (errors.size() > 1) {
      message.append(", and ").append(errors.size() - 1).append(" more");
    }
    return message.toString();
  }
}
