package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Scalar;
import java.util.function.UnaryOperator;

/** Text; see {@link Types#string()}. */
public final class StringType extends ElementType<StringType> {

  StringType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.STRING)));
  }

  private StringType(FieldSpec spec) {
    super(spec);
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(String value) {
    return new DefaultedType(spec.withDefault(requireNonNull(value, "value")));
  }

  /**
   * What a value must satisfy to be stored, as in {@code a.string().validate(v ->
   * v.minLength(3).matches("[a-z]+"))}. In a model only.
   */
  public ValidatedType<String> validate(UnaryOperator<TextChecks> checks) {
    return new ValidatedType<>(
        spec.withChecks(requireNonNull(checks, "checks").apply(TextChecks.NONE).all));
  }

  @Override
  StringType with(FieldSpec changed) {
    return new StringType(changed);
  }
}
