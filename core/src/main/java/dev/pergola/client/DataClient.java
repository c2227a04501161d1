package dev.pergola.client;

import java.util.List;
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
   * Makes all of these writes, or none. Each is a write call of this client's models, with its
   * values, condition, and what is to be read of the record; each is checked and decided as it
   * would be alone, and subscribers hear of each. When one of them may not be made, or its
   * condition does not hold, the call fails with the error of that write, whose path begins with
   * its number, from 0.
   *
   * <pre>{@code
   * DataClient client = backend.client(identity);
   * ModelClient<Map<String, Object>> accounts = client.model("Account");
   * WriteCall<Map<String, Object>> from =
   *     accounts
   *         .update(Map.of("id", "a", "balance", 70))
   *         .condition(Map.of("balance", Map.of("eq", 100)));
   * Committed done =
   *     client.transact(from, accounts.update(Map.of("id", "b", "balance", 30))).join();
   * Object left = done.of(from).get("balance");
   * }</pre>
   *
   * <p>No two of them may be of the same record. On DynamoDB all records together may have 4 MB.
   *
   * @param writes 1 to 100 of them
   * @throws IllegalArgumentException if they are fewer or more, if one is of another client, or
   *     stands here twice
   */
  Call<Committed> transact(List<? extends WriteCall<?>> writes);

  /** The same of writes that are named one by one. */
  default Call<Committed> transact(WriteCall<?>... writes) {
    return transact(List.of(writes));
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
