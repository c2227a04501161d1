package dev.pergola.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One GraphQL request: a document, the name of its operation when it has several, and the
 * variables.
 *
 * <pre>{@code
 * DataRequest request =
 *     DataRequest.of("query Q($id: ID!) { getPost(id: $id) { caption } }").withVariables(Map.of("id", "p1"));
 * }</pre>
 */
public final class DataRequest {

  private final String query;
  private final @Nullable String operationName;
  private final Map<String, @Nullable Object> variables;
  private final Map<String, List<String>> headers;
  private final boolean queriesOnly;

  private DataRequest(
      String query,
      @Nullable String operationName,
      Map<String, @Nullable Object> variables,
      Map<String, List<String>> headers,
      boolean queriesOnly) {
    this.query = query;
    this.operationName = operationName;
    this.variables = variables;
    this.headers = headers;
    this.queriesOnly = queriesOnly;
  }

  /**
   * A request without variables.
   *
   * @throws NullPointerException if there is no document
   */
  public static DataRequest of(String query) {
    Objects.requireNonNull(
        query,
        "The query is null; give a GraphQL document, as \"{ listPosts { items { id } } }\".");
    return new DataRequest(query, null, Map.of(), Map.of(), false);
  }

  /** The same request for the operation of this name; null for the only one. */
  public DataRequest withOperationName(@Nullable String name) {
    return new DataRequest(query, name, variables, headers, queriesOnly);
  }

  /**
   * The same request with these variables: strings, numbers, booleans, lists, string-keyed maps and
   * nulls. The map is copied one level deep; what is inside must not change while the request runs.
   *
   * @throws IllegalArgumentException if a key is no string
   */
  public DataRequest withVariables(Map<String, ? extends @Nullable Object> values) {
    // Maps of JSON libraries and of unchecked casts hold what their type forbids.
    for (Object name : values.keySet()) {
      if (!(name instanceof String)) {
        throw new IllegalArgumentException(
            "A variable's name is %s; give a map with strings for keys.".formatted(name));
      }
    }
    return new DataRequest(
        query,
        operationName,
        Collections.unmodifiableMap(new LinkedHashMap<>(values)),
        headers,
        queriesOnly);
  }

  /**
   * The same request with the headers that it came with, for the code behind custom operations to
   * read. Nothing else looks at them: who calls is in the {@link dev.pergola.auth.Identity}.
   */
  public DataRequest withHeaders(Map<String, List<String>> values) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, all) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(all)));
    return new DataRequest(
        query, operationName, variables, Collections.unmodifiableMap(copy), queriesOnly);
  }

  /**
   * The same request, to be run only if its operation is a query: for transports whose clients, or
   * what stands between, may repeat a request, as HTTP does with {@code GET}. Run as anything else
   * it fails with a {@link NotAQueryException}.
   */
  public DataRequest withQueriesOnly() {
    return new DataRequest(query, operationName, variables, headers, true);
  }

  /** The document. */
  public String query() {
    return query;
  }

  /** The name of the operation to run; empty when the document has only one. */
  public Optional<String> operationName() {
    return Optional.ofNullable(operationName);
  }

  /** Whether it is to be run only if its operation is a query. */
  public boolean queriesOnly() {
    return queriesOnly;
  }

  /** The headers that the request came with, names in lower case; unmodifiable. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The variables, unmodifiable; values may be null. */
  public Map<String, @Nullable Object> variables() {
    return variables;
  }
}
