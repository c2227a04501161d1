package dev.pergola.internal.scalar;

import graphql.language.StringValue;
import graphql.language.Value;
import org.jspecify.annotations.Nullable;

/** A scalar whose values are texts of one format, kept and answered as they were sent. */
final class TextCoercing extends ScalarCoercing<String> {

  private final TextFormat format;

  TextCoercing(TextFormat format) {
    super(format.word());
    this.format = format;
  }

  @Override
  @Nullable String fromInput(Object input) {
    return input instanceof String text && format.accepts(text) ? text : null;
  }

  @Override
  @Nullable String fromLiteral(Value<?> literal) {
    String text = literal instanceof StringValue given ? given.getValue() : null;
    return text == null ? null : fromInput(text);
  }

  @Override
  Value<?> toLiteral(String value) {
    return StringValue.of(value);
  }
}
