package dev.pergola.internal.scalar;

import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code Float}: numbers that a double holds. No texts, and nothing infinite: to the stock scalar
 * the literal {@code 1e400} is Infinity, which JSON can not say (spec: security 3).
 */
final class FloatScalar extends ScalarCoercing<Double> {

  FloatScalar() {
    super("Float");
  }

  @Override
  @Nullable Double fromInput(Object input) {
    return Numbers.toDouble(input);
  }

  @Override
  @Nullable Double fromLiteral(Value<?> literal) {
    if (literal instanceof FloatValue number) {
      return Numbers.toDouble(number.getValue());
    }
    return literal instanceof IntValue number ? Numbers.toDouble(number.getValue()) : null;
  }

  @Override
  Value<?> toLiteral(Double value) {
    return FloatValue.of(value);
  }

  @Override
  public Object toStored(Object coerced) {
    return ((Number) coerced).doubleValue();
  }

  @Override
  public Object toOutput(Object stored) {
    Double value = fromInput(stored);
    if (value == null) {
      throw unfit(stored);
    }
    return value;
  }
}
