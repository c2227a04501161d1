package dev.pergola.internal.client;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the host's code may give for a list: a collection, or an array of anything. */
public final class Elements {

  private Elements() {}

  /** What is in a collection or an array; null if it is neither. */
  public static @Nullable Collection<?> of(@Nullable Object given) {
    if (given instanceof Collection<?> collection) {
      return collection;
    }
    if (given instanceof @Nullable Object[] array) {
      return Arrays.asList(array);
    }
    return given != null && given.getClass().isArray()
        ? IntStream.range(0, Array.getLength(given)).mapToObj(i -> Array.get(given, i)).toList()
        : null;
  }
}
