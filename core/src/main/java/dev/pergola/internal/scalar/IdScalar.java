package dev.pergola.internal.scalar;

import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code ID}: texts and whole numbers. The stock scalar turns everything into text, so that an
 * object sent for an id became the id <code>{eq=1}</code> (spec: security 3).
 */
final class IdScalar extends ScalarCoercing<String> {

  IdScalar() {
    super("ID");
  }

  @Override
  @Nullable String fromInput(Object input) {
    if (input instanceof String text) {
      return text;
    }
    boolean whole =
        input instanceof Long
            || input instanceof Integer
            || input instanceof Short
            || input instanceof Byte
            || input instanceof BigInteger
            // How a JSON reader gives an integer beyond 64 bits.
            || (input instanceof BigDecimal decimal && decimal.scale() == 0);
    return whole ? input.toString() : null;
  }

  @Override
  @Nullable String fromLiteral(Value<?> literal) {
    if (literal instanceof StringValue text) {
      return text.getValue();
    }
    return literal instanceof IntValue number ? number.getValue().toString() : null;
  }

  @Override
  Value<?> toLiteral(String value) {
    return StringValue.of(value);
  }

  @Override
  public Object toStored(Object coerced) {
    return coerced;
  }

  @Override
  public Object toOutput(Object stored) {
    return StringCodec.text(stored, "ID");
  }

  @Override
  public TextForm form() {
    return TextForm.ANY;
  }
}
