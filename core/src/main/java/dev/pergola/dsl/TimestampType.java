package dev.pergola.dsl;

import dev.pergola.model.Scalar;

/** Seconds since 1970; see {@link Types#timestamp()}. */
public final class TimestampType extends ElementType<TimestampType> {

  TimestampType() {
    this(FieldSpec.of(new TypeSpec.OfScalar(Scalar.TIMESTAMP)));
  }

  private TimestampType(FieldSpec spec) {
    super(spec);
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(long value) {
    return new DefaultedType(spec.withDefault(value));
  }

  @Override
  TimestampType with(FieldSpec changed) {
    return new TimestampType(changed);
  }
}
