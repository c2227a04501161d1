package dev.pergola.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The header fields of a request or an answer: names in lower case and looked up in any case, the
 * values of a repeated field kept apart and in order. Immutable.
 */
public final class Headers {

  private static final Headers NONE = new Headers(Map.of());

  private final Map<String, List<String>> values;

  private Headers(Map<String, List<String>> values) {
    this.values = values;
  }

  /** No header at all. */
  public static Headers none() {
    return NONE;
  }

  /** A copy of these fields; names that differ in case only are one field. */
  public static Headers of(Map<String, ? extends Collection<String>> fields) {
    Builder builder = builder();
    fields.forEach((name, values) -> values.forEach(value -> builder.add(name, value)));
    return builder.build();
  }

  /** Starts without a field. */
  public static Builder builder() {
    return new Builder();
  }

  /** The values of the field, empty when it is not there. */
  public List<String> all(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The value of the field if it is there exactly once: of several, none is the right one. */
  public Optional<String> only(String name) {
    List<String> found = all(name);
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Whether the field is there. */
  public boolean has(String name) {
    return !all(name).isEmpty();
  }

  /** Gives every field to {@code action}, by name, once for each of its values. */
  public void forEach(BiConsumer<? super String, ? super String> action) {
    values.forEach((name, list) -> list.forEach(value -> action.accept(name, value)));
  }

  /** The fields with their values, names in lower case; unmodifiable. */
  public Map<String, List<String>> toMap() {
    return values;
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "Headers" + values.keySet();
  }

  /** Collects header fields. Not thread-safe. */
  public static final class Builder {

    private final Map<String, List<String>> values = new TreeMap<>();

    private Builder() {}

    /** Adds a value to the field. */
    public Builder add(String name, String value) {
      values
          .computeIfAbsent(name.toLowerCase(Locale.ROOT), absent -> new ArrayList<>(1))
          .add(value);
      return this;
    }

    /** The fields added so far. */
    public Headers build() {
      Map<String, List<String>> copy = new TreeMap<>();
      values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
      return new Headers(Collections.unmodifiableMap(copy));
    }
  }
}
