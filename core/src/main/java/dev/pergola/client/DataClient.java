package dev.pergola.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backend as one caller sees it; TypeScript {@code generateClient()}. Every call passes the same
 * rules, limits and checks as a request from outside. Thread-safe.
 */
public interface DataClient {

  /**
   * The model of this name, whose records come as unmodifiable maps of all stored fields by name:
   * strings, numbers, booleans, lists and maps, as in the JSON of the API.
   *
   * @throws IllegalArgumentException if there is no such model
   */
  ModelClient<Map<String, @Nullable Object>> model(String name);

  /**
   * The model that has the simple name of this record class; see {@link ModelClient#as}.
   *
   * @throws IllegalArgumentException if there is no such model
   * @throws RecordMappingException if the class does not fit it
   */
  default <R extends Record> ModelClient<R> model(Class<R> record) {
    return model(record.getSimpleName()).as(record);
  }

  /**
   * The custom queries of the schema; TypeScript {@code client.queries}.
   *
   * <pre>{@code
   * Optional<String> greeting =
   *     backend.client(identity).queries().call("greet", Map.of("name", "Ada")).as(String.class).join();
   * }</pre>
   */
  Operations queries();

  /** The custom mutations of the schema; TypeScript {@code client.mutations}. */
  Operations mutations();
}
