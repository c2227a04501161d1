package dev.pergola.internal.scalar;

/** {@code Boolean}: kept as it is. The engine's own scalar decides what may be sent. */
final class BooleanCodec implements ScalarCodec {

  @Override
  public Object toStored(Object coerced) {
    return coerced;
  }

  @Override
  public Object toOutput(Object stored) {
    if (stored instanceof Boolean) {
      return stored;
    }
    throw new UnfitValueException(stored, "Boolean");
  }
}
