package dev.pergola.internal.plan;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.internal.scalar.UnfitValueException;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
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

  /** Whether a stored text, whatever it says, is answered as it is. */
  default boolean takesAnyText() {
    return false;
  }

  /** The output of a field's type. */
  static Output of(ValueType type) {
    Output output = ScalarCodec.of(type)::toOutput;
    return type == Scalar.STRING || type == Scalar.ID ? new OfAnyText(output) : output;
  }

  /** The output of single values of a model's field, which is not of a custom type. */
  static Output of(ModelType model, Field field) {
    Output output = of(field.type());
    return showsOwner(model, field) ? output.showingOwner() : output;
  }

  /** Whether a field holds owners by several claims, of which the last is shown. */
  static boolean showsOwner(ModelType model, Field field) {
    return model.grants().roles().stream()
        .anyMatch(
            role ->
                role instanceof Rule.Owner owner && owner.joined() && owner.field().equals(field));
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

  /** Of a type that has no format. */
  record OfAnyText(Output output) implements Output {

    @Override
    public Object of(Object stored) throws UnfitValueException {
      return output.of(stored);
    }

    @Override
    public boolean takesAnyText() {
      return true;
    }
  }
}
