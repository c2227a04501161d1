package dev.pergola.internal.scalar;

import dev.pergola.model.EnumType;
import java.util.Set;

/** An enum: kept and answered by name, as long as the schema has the name. */
final class EnumCodec implements ScalarCodec {

  private final String name;
  private final Set<String> values;

  EnumCodec(EnumType type) {
    name = type.name();
    values = Set.copyOf(type.values());
  }

  @Override
  public Object toStored(Object coerced) {
    return coerced;
  }

  @Override
  public Object toOutput(Object stored) {
    if (stored instanceof String value && values.contains(value)) {
      return value;
    }
    throw new UnfitValueException(
        "Invalid input for Enum '%s'. No value found for name '%s'"
            .formatted(name, Shown.of(stored)));
  }
}
