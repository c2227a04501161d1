package dev.pergola.dsl;

import dev.pergola.model.Scalar;

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

  @Override
  FloatType with(FieldSpec changed) {
    return new FloatType(changed);
  }
}
