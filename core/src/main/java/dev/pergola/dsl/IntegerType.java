package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Scalar;
import java.util.function.UnaryOperator;

/** A whole number of 32 bits; see {@link Types#integer()}. */
public final class IntegerType extends ElementType<IntegerType> {

  IntegerType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.INTEGER)));
  }

  private IntegerType(FieldSpec spec) {
    super(spec);
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(int value) {
    return new DefaultedType(spec.withDefault(value));
  }

  /**
   * What a value must satisfy to be stored, as in {@code .validate(v -> v.gte(18, "adults only"))}.
   * In a model only.
   */
  public ValidatedType<Integer> validate(UnaryOperator<NumberChecks> checks) {
    return new ValidatedType<>(
        spec.withChecks(requireNonNull(checks, "checks").apply(NumberChecks.NONE).all));
  }

  @Override
  IntegerType with(FieldSpec changed) {
    return new IntegerType(changed);
  }
}
