package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Scalar;
import java.util.function.UnaryOperator;

/** A number; see {@link Types#floating()}. */
public final class FloatType extends ElementType<FloatType> {

  FloatType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.FLOAT)));
  }

  private FloatType(FieldSpec spec) {
    super(spec);
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(double value) {
    return new DefaultedType(spec.withDefault(value));
  }

  /**
   * What a value must satisfy to be stored, as in {@code .validate(v -> v.gte(18, "adults only"))}.
   * In a model only.
   */
  public ValidatedType<Double> validate(UnaryOperator<NumberChecks> checks) {
    return new ValidatedType<>(
        spec.withChecks(requireNonNull(checks, "checks").apply(NumberChecks.NONE).all));
  }

  @Override
  FloatType with(FieldSpec changed) {
    return new FloatType(changed);
  }
}
