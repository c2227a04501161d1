package dev.pergola.internal.scalar;

import graphql.language.IntValue;
import graphql.language.Value;
import org.jspecify.annotations.Nullable;

/** {@code Int}: whole numbers of 32 bits. No texts. */
final class IntCoercing extends ScalarCoercing<Integer> {

  IntCoercing() {
    super("Int");
  }

  @Override
  @Nullable Integer fromInput(Object input) {
    Long number = Numbers.toLong(input);
    return number != null && number == number.intValue() ? number.intValue() : null;
  }

  @Override
  @Nullable Integer fromLiteral(Value<?> literal) {
    return literal instanceof IntValue number ? fromInput(number.getValue()) : null;
  }

  @Override
  Value<?> toLiteral(Integer value) {
    return IntValue.of(value);
  }
}
