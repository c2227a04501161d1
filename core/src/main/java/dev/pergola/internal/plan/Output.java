package dev.pergola.internal.plan;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.internal.scalar.UnfitValueException;
import dev.pergola.model.EnumType;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;

/** Turns one stored value, never null, into the value of an answer; chosen once per plan. */
@FunctionalInterface
public interface Output {

  /**
   * The value to answer.
   *
   * @throws UnfitValueException if what is stored does not fit the field's type any more
   */
  Object of(Object stored) throws UnfitValueException;

  /** The output of a field's type. */
  static Output of(ValueType type) {
    return type.accept(
        new ValueType.Visitor<>() {
          @Override
          public Output scalar(Scalar scalar) {
            return ScalarCodec.of(scalar)::toOutput;
          }

          @Override
          public Output enumeration(EnumType enumeration) {
            return stored -> {
              if (stored instanceof String name && enumeration.values().contains(name)) {
                return name;
              }
              throw new UnfitValueException(
                  "Invalid input for Enum '%s'. No value found for name"
                      .formatted(enumeration.name()));
            };
          }
        });
  }

  /**
   * The same output, showing of a joined owner value only the last claim (spec: authorization 3).
   */
  default Output showingOwner() {
    return stored -> {
      Object value = of(stored);
      if (value instanceof String owner) {
        int separator = owner.lastIndexOf(Rule.Owner.SEPARATOR);
        return separator < 0 ? owner : owner.substring(separator + Rule.Owner.SEPARATOR.length());
      }
      return value;
    };
  }
}
