package dev.pergola.internal.client;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a call come as.
 *
 * @param selection what is asked of them
 * @param reader makes one of what the API answers
 * @param <T> what a record comes as
 */
record View<T>(Selection selection, Function<Map<String, @Nullable Object>, T> reader) {

  /** Maps of what is asked. */
  static View<Map<String, @Nullable Object>> ofMaps(Selection selection) {
    return new View<>(selection, record -> record);
  }

  /** The record of what the API answers for one. */
  // The plan's answer for a record is a map by name.
  @SuppressWarnings("unchecked")
  T read(Object record) {
    return reader.apply((Map<String, @Nullable Object>) record);
  }
}
