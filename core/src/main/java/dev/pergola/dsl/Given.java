package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What authors give: any number of values, none of them null. */
final class Given {

  private Given() {}

  /**
   * The values.
   *
   * @param name what they are given for, which a {@link NullPointerException} names
   */
  static <T> List<T> all(String name, T[] values) {
    requireNonNull(values, name);
    for (int i = 0; i < values.length; i++) {
      int place = i;
      requireNonNull(values[i], () -> "%s[%d]".formatted(name, place));
    }
    return List.of(values);
  }
}
