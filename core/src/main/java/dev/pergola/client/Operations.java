package dev.pergola.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The custom queries of a backend, or its custom mutations, for one caller. Immutable and
 * thread-safe.
 */
public interface Operations {

  /**
   * A call of this operation; TypeScript {@code client.queries.greet({...})}. What it gives is as
   * in the JSON of the API: strings, numbers, booleans, lists and unmodifiable maps, a record of a
   * model with all its stored fields; see {@link OperationCall#as} for other types.
   *
   * @param arguments its arguments by name, with values as {@link ModelClient} takes them
   * @throws IllegalArgumentException if there is no such operation, or it has no such argument
   */
  OperationCall<Object> call(String name, Map<String, ? extends @Nullable Object> arguments);

  /** The same without arguments, or before they are given. */
  default OperationCall<Object> call(String name) {
    return call(name, Map.of());
  }
}
