package dev.pergola.dsl;

import dev.pergola.dsl.SchemaProblem.Place;
import org.jspecify.annotations.Nullable;

/** Turns the value of {@code .defaultValue(x)} into the form in which it is stored. */
final class DefaultValues {

  private DefaultValues() {}

  /** The stored form; null when there is no default, or after adding a problem. */
  static @Nullable Object stored(Problems problems, Place place, FieldSpec spec) {
    Object given = spec.defaultValue();
    if (given instanceof Integer number) {
      return number.longValue();
    }
    if (given instanceof Double number && !Double.isFinite(number)) {
      problems.add(
          place, spec.text(), "has a default value that JSON cannot hold", "Give a finite number.");
      return null;
    }
    return given;
  }
}
