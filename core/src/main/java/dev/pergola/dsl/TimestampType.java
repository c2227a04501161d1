package dev.pergola.dsl;

import dev.pergola.model.Scalar;

/** Seconds since 1970; see {@link Types#timestamp()}. */
public final class TimestampType extends FieldType {

  TimestampType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.TIMESTAMP)));
  }

  private TimestampType(FieldSpec spec) {
    super(spec);
  }

  /** The field is never null; before {@link #array()}: no element is. */
  public TimestampType required() {
    return new TimestampType(spec.asRequired());
  }

  /** The field holds a list of these. */
  public ListType array() {
    return new ListType(spec.asList());
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(long value) {
    return new DefaultedType(spec.withDefault(value));
  }
}
