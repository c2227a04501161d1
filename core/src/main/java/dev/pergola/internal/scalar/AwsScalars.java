package dev.pergola.internal.scalar;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Scalar;
import graphql.schema.GraphQLScalarType;
import java.util.EnumMap;
import java.util.Map;

/** The scalars of a schema as the engine knows them: one instance of each, for every schema. */
public final class AwsScalars {

  private static final Map<Scalar, GraphQLScalarType> TYPES = types();

  private AwsScalars() {}

  /** The GraphQL type of a scalar. */
  public static GraphQLScalarType type(Scalar scalar) {
    return requireNonNull(TYPES.get(scalar));
  }

  private static Map<Scalar, GraphQLScalarType> types() {
    Map<Scalar, GraphQLScalarType> types = new EnumMap<>(Scalar.class);
    for (Scalar scalar : Scalar.values()) {
      types.put(scalar, ScalarTable.type(scalar));
    }
    return types;
  }
}
