package dev.pergola.internal.scalar;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A scalar of ours. What the engine asks of one comes down to two questions: which value is this
 * input, and which value is this literal. Refusals read as AppSync's do (spec: runtime F), with the
 * value cut short.
 *
 * @param <T> the Java type of a coerced value
 */
abstract class ScalarCoercing<T> implements Coercing<T, T>, ScalarCodec {

  private final String word;

  /**
   * A scalar.
   *
   * @param word what a message calls a valid value: "Unable to parse `x` as a valid {@code word}."
   */
  ScalarCoercing(String word) {
    this.word = word;
  }

  /** The value of a variable, or null when the type does not take it. */
  abstract @Nullable T fromInput(Object input);

  /** The value of a literal, or null when the type does not take it. */
  abstract @Nullable T fromLiteral(Value<?> literal);

  /** A coerced value as it would stand in a document. */
  abstract Value<?> toLiteral(T value);

  @Override
  public final T parseValue(Object input, GraphQLContext context, Locale locale) {
    T value = fromInput(input);
    if (value == null) {
      throw new CoercingParseValueException(refusal(Shown.of(input)));
    }
    return value;
  }

  @Override
  public final T parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    T value = fromLiteral(input);
    if (value == null) {
      throw new CoercingParseLiteralException(refusal(Shown.of(input)));
    }
    return value;
  }

  @Override
  public T serialize(Object result, GraphQLContext context, Locale locale) {
    T value = fromInput(result);
    if (value == null) {
      throw new CoercingSerializeException(unfit(result).getMessage());
    }
    return value;
  }

  @Override
  public final Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return toLiteral(parseValue(input, context, locale));
  }

  /** Says that a stored value is none of this type. */
  final UnfitValueException unfit(Object stored) {
    return new UnfitValueException(stored, word);
  }

  private String refusal(String value) {
    return "Unable to parse `%s` as a valid %s.".formatted(value, word);
  }
}
