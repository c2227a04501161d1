package dev.pergola.client;

import dev.pergola.request.DataError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What succeeded of a call, beside what did not; TypeScript {@code {data, errors}}.
 *
 * @param value what succeeded, with nulls in the places that the errors name; null when nothing
 *     did, or when what is left does not fit the caller's record
 * @param errors what did not succeed; empty when all did
 * @param <R> what the call gives
 */
public record Answer<R>(@Nullable R value, List<DataError> errors) {

  public Answer {
    errors = List.copyOf(errors);
    if (value == null && errors.isEmpty()) {
      throw new IllegalArgumentException("An answer has a value, errors, or both.");
    }
  }

  /** What succeeded, or empty. */
  public Optional<R> toOptional() {
    return Optional.ofNullable(value);
  }

  /**
   * The value, if there is no error at all.
   *
   * @throws DataException if there is one
   */
  public R orThrow() {
    if (value == null || !errors.isEmpty()) {
      throw new DataException(errors, value);
    }
    return value;
  }
}
