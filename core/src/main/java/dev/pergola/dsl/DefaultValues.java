package dev.pergola.dsl;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.internal.scalar.ScalarInput;
import dev.pergola.model.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the value of {@code .defaultValue(x)} into the form in which it is stored. */
final class DefaultValues {

  private DefaultValues() {}

  /** The stored form; null when there is no default, or after adding a problem. */
  static @Nullable Object stored(Problems problems, Place place, FieldSpec spec) {
    if (spec.defaultValue() == null || !(spec.type() instanceof TypeSpec.OfScalar type)) {
      return null;
    }
    Scalar scalar = type.scalar();
    Optional<Object> coerced = ScalarInput.coerce(scalar, spec.defaultValue());
    if (coerced.isEmpty()) {
      problems.add(
          place,
          spec.text(),
          "has a default value that is no " + scalar.graphqlName(),
          "Give a value that a client could send for the field.");
      return null;
    }
    return frozen(ScalarCodec.of(scalar).toStored(coerced.get()));
  }

  /** A JSON default is shared by all records that get it. */
  private static @Nullable Object frozen(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(frozen(element)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put(name, frozen(member)));
      return Collections.unmodifiableMap(copy);
    }
    return value;
  }
}
