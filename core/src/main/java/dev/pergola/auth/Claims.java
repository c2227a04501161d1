package dev.pergola.auth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a verified token, copied deeply and never changed. Values are {@code String},
 * numbers, {@code Boolean}, {@code List}, {@code Map} or null, as JSON has them.
 */
public final class Claims {

  private final Map<String, Object> values;

  private Claims(Map<String, Object> values) {
    this.values = values;
  }

  /** Claims with a copy of these values. */
  public static Claims of(Map<String, ? extends @Nullable Object> values) {
    return new Claims(copyMap(values));
  }

  /** The claim as it stands in the token; null when it is missing or null. */
  public @Nullable Object value(String name) {
    return values.get(name);
  }

  /**
   * The claim if it is a text with at least one character; a claim of any other kind is no text.
   */
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** All claims, unmodifiable. */
  public Map<String, Object> asMap() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Claims claims && values.equals(claims.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Names only: values may be personal and do not belong into logs. */
  @Override
  public String toString() {
    return "Claims" + values.keySet();
  }

  private static Map<String, Object> copyMap(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put(String.valueOf(name), copy(value)));
    return Collections.unmodifiableMap(copy);
  }

  // The cast hides the nulls that JSON may hold from the map's declared type; readers go through
  // value().
  @SuppressWarnings("NullAway")
  private static Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copyMap(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(copy(element)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
