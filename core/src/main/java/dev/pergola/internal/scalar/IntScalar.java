package dev.pergola.internal.scalar;

import graphql.language.IntValue;
import graphql.language.Value;
import org.jspecify.annotations.Nullable;

/** {@code Int}: whole numbers of 32 bits. No texts. */
final class IntScalar extends ScalarCoercing<Integer> {

  IntScalar() {
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

  @Override
  public Object toStored(Object coerced) {
    return ((Number) coerced).longValue();
  }

  @Override
  public Object toOutput(Object stored) {
    Integer value = fromInput(stored);
    if (value == null) {
      throw unfit(stored);
    }
    return value;
  }
}
