package dev.pergola.internal.plan;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.internal.scalar.UnfitValueException;
import dev.pergola.model.Rule;
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
    return ScalarCodec.of(type)::toOutput;
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
