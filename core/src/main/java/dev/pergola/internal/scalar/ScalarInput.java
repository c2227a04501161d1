package dev.pergola.internal.scalar;

import dev.pergola.model.Scalar;
import graphql.GraphQLContext;
import graphql.schema.CoercingParseValueException;
import java.util.Locale;
import java.util.Optional;

/** Takes values that do not come through the engine, as the engine would take a variable's. */
public final class ScalarInput {

  private ScalarInput() {}

  /** The coerced value, fit for {@link ScalarCodec#toStored}; empty when the scalar refuses it. */
  public static Optional<Object> coerce(Scalar scalar, Object given) {
    try {
      return Optional.ofNullable(
          AwsScalars.type(scalar)
              .getCoercing()
              .parseValue(given, GraphQLContext.getDefault(), Locale.ROOT));
    } catch (CoercingParseValueException refused) {
      return Optional.empty();
    }
  }
}
