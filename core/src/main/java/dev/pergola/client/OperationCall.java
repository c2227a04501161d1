package dev.pergola.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls a custom query or mutation: empty when it answers null.
 *
 * @param <T> what its result comes as
 */
public interface OperationCall<T> extends Call<Optional<T>> {

  /**
   * The same call with a value for an argument; null is sent as null.
   *
   * @throws IllegalArgumentException if the operation has no such argument
   */
  OperationCall<T> argument(String name, @Nullable Object value);

  /**
   * The same call, whose result comes as an instance of this class: for a model or custom type a
   * record, whose components name what is read as in {@link ModelClient#as}, or {@code Map}; else
   * what a component of a record may hold of that type, as {@code String} or {@code LocalDate}.
   *
   * @throws IllegalArgumentException if the operation answers a list, or nothing of that class
   * @throws RecordMappingException if the record does not fit
   */
  <R> OperationCall<R> as(Class<R> type);

  /**
   * The same for an operation that answers a list, of elements of this class.
   *
   * @throws IllegalArgumentException if the operation answers no list, or none of that class
   * @throws RecordMappingException if the record does not fit
   */
  <R> OperationCall<List<@Nullable R>> asListOf(Class<R> type);
}
