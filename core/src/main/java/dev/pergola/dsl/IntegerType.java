package dev.pergola.dsl;

import dev.pergola.model.Scalar;

/** A whole number of 32 bits; see {@link Types#integer()}. */
public final class IntegerType extends FieldType {

  IntegerType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.INTEGER)));
  }

  private IntegerType(FieldSpec spec) {
    super(spec);
  }

  /** The field is never null; before {@link #array()}: no element is. */
  public IntegerType required() {
    return new IntegerType(spec.asRequired());
  }

  /** The field holds a list of these. */
  public ListType array() {
    return new ListType(spec.asList());
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(int value) {
    return new DefaultedType(spec.withDefault(value));
  }
}
