package dev.pergola.dsl;

import dev.pergola.model.Scalar;

/** A number; see {@link Types#floating()}. */
public final class FloatType extends FieldType {

  FloatType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.FLOAT)));
  }

  private FloatType(FieldSpec spec) {
    super(spec);
  }

  /** The field is never null; before {@link #array()}: no element is. */
  public FloatType required() {
    return new FloatType(spec.asRequired());
  }

  /** The field holds a list of these. */
  public ListType array() {
    return new ListType(spec.asList());
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(double value) {
    return new DefaultedType(spec.withDefault(value));
  }
}
