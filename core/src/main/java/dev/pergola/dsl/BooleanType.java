package dev.pergola.dsl;

import dev.pergola.model.Scalar;

/** True or false; see {@link Types#bool()}. */
public final class BooleanType extends FieldType {

  BooleanType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.BOOLEAN)));
  }

  private BooleanType(FieldSpec spec) {
    super(spec);
  }

  /** The field is never null; before {@link #array()}: no element is. */
  public BooleanType required() {
    return new BooleanType(spec.asRequired());
  }

  /** The field holds a list of these. */
  public ListType array() {
    return new ListType(spec.asList());
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(boolean value) {
    return new DefaultedType(spec.withDefault(value));
  }
}
