package dev.pergola.internal.plan;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.internal.scalar.TextForm;
import dev.pergola.internal.scalar.UnfitValueException;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import dev.pergola.model.ValueType;
import org.jspecify.annotations.Nullable;

/** Turns one stored value, never null, into the value of an answer; chosen once per plan. */
@FunctionalInterface
public interface Output {

  /**
   * The value to answer.
   *
   * @throws UnfitValueException if what is stored does not fit the field's type any more
   */
  Object of(Object stored) throws UnfitValueException;

  /** The form of stored texts that are answered as they are; null when none are for sure. */
  default @Nullable TextForm form() {
    return null;
  }

  /** The output of a field's type. */
  static Output of(ValueType type) {
    return new OfScalar(ScalarCodec.of(type));
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
      return value instanceof String owner ? shownOwner(owner) : value;
    };
  }

  /** What is shown of a stored owner. */
  static String shownOwner(String stored) {
    int separator = stored.lastIndexOf(Rule.Owner.SEPARATOR);
    return separator < 0 ? stored : stored.substring(separator + Rule.Owner.SEPARATOR.length());
  }

  /** As the type of the field answers it. */
  record OfScalar(ScalarCodec codec) implements Output {

    @Override
    public Object of(Object stored) throws UnfitValueException {
      return codec.toOutput(stored);
    }

    @Override
    public @Nullable TextForm form() {
      return codec.form();
    }
  }
}
