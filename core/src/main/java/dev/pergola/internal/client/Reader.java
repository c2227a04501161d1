package dev.pergola.internal.client;

import org.jspecify.annotations.Nullable;

/** Makes the value of a record's component from what the API answers. */
@FunctionalInterface
interface Reader {

  /**
   * The value.
   *
   * @throws UnreadableValueException if there is none for this answer
   */
  @Nullable Object read(@Nullable Object answered);
}
