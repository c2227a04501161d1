package dev.pergola.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which records of a listing are wanted, and how many. Immutable. */
public final class PageChoice {

  private static final PageChoice ALL = new PageChoice(Map.of());

  private final Map<String, @Nullable Object> arguments;

  private PageChoice(Map<String, @Nullable Object> arguments) {
    this.arguments = Collections.unmodifiableMap(arguments);
  }

  /** The first page, of the backend's default length. */
  public static PageChoice all() {
    return ALL;
  }

  /** Those for which this holds; in place of an earlier filter. */
  public PageChoice filter(Condition condition) {
    return filter(condition.toMap());
  }

  /** Those for which this holds, as in the API: {@code Map.of("caption", Map.of("eq", "Dawn"))}. */
  public PageChoice filter(Map<String, ?> filter) {
    return with("filter", filter);
  }

  /** At most so many. */
  public PageChoice limit(int limit) {
    return with("limit", limit);
  }

  /** Those after the page that gave this token; null for the first page. */
  public PageChoice nextToken(@Nullable String token) {
    return with("nextToken", token);
  }

  /** In this order of the sort key. */
  public PageChoice sortDirection(SortDirection direction) {
    return with("sortDirection", direction.name());
  }

  /** The choice as arguments of the API, by name; those that were not chosen are not there. */
  public Map<String, @Nullable Object> arguments() {
    return arguments;
  }

  private PageChoice with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(arguments);
    more.put(name, value);
    return new PageChoice(more);
  }
}
