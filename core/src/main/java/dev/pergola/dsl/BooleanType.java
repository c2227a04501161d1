package dev.pergola.dsl;

import dev.pergola.model.Scalar;

/** True or false; see {@link Types#bool()}. */
public final class BooleanType extends ElementType<BooleanType> {

  BooleanType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.BOOLEAN)));
  }

  private BooleanType(FieldSpec spec) {
    super(spec);
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(boolean value) {
    return new DefaultedType(spec.withDefault(value));
  }

  @Override
  BooleanType with(FieldSpec changed) {
    return new BooleanType(changed);
  }
}
