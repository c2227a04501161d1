package dev.pergola.internal.scalar;

/** {@code String}: kept as it is. The engine's own scalar decides what may be sent. */
final class StringCodec implements ScalarCodec {

  @Override
  public Object toStored(Object coerced) {
    return coerced;
  }

  @Override
  public Object toOutput(Object stored) {
    return text(stored, "String");
  }

  @Override
  public TextForm form() {
    return TextForm.ANY;
  }

  /** A text, or the text of a stored number or boolean: the engine answers these too. */
  static String text(Object stored, String word) {
    if (stored instanceof String text) {
      return text;
    }
    if (stored instanceof Number || stored instanceof Boolean) {
      return stored.toString();
    }
    throw new UnfitValueException(stored, word);
  }
}
