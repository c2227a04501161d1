package dev.pergola.internal.scalar;

import graphql.language.IntValue;
import graphql.language.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code AWSTimestamp}: whole seconds from 1970, before it negative, that a JavaScript client can
 * hold exactly. No texts.
 */
final class TimestampScalar extends ScalarCoercing<Long> {

  /** The greatest whole number that every JSON reader gives back exactly. */
  static final long MAX = (1L << 53) - 1;

  TimestampScalar() {
    super("timestamp");
  }

  @Override
  @Nullable Long fromInput(Object input) {
    Long seconds = Numbers.toLong(input);
    return seconds != null && Math.abs(seconds) <= MAX && seconds != Long.MIN_VALUE
        ? seconds
        : null;
  }

  @Override
  @Nullable Long fromLiteral(Value<?> literal) {
    return literal instanceof IntValue number ? fromInput(number.getValue()) : null;
  }

  @Override
  Value<?> toLiteral(Long value) {
    return IntValue.newIntValue(BigInteger.valueOf(value)).build();
  }

  @Override
  public Object toStored(Object coerced) {
    return ((Number) coerced).longValue();
  }

  @Override
  public Object toOutput(Object stored) {
    Long value = fromInput(stored);
    if (value == null) {
      throw unfit(stored);
    }
    return value;
  }
}
