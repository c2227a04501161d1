package dev.pergola.internal.scalar;

import dev.pergola.model.Scalar;
import graphql.Scalars;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The scalars of a schema as the engine knows them: one instance of each, for every schema. */
public final class AwsScalars {

  private static final Map<Scalar, GraphQLScalarType> TYPES = types();

  private AwsScalars() {}

  /** The GraphQL type of a scalar. */
  public static GraphQLScalarType type(Scalar scalar) {
    return Objects.requireNonNull(TYPES.get(scalar));
  }

  private static Map<Scalar, GraphQLScalarType> types() {
    Map<Scalar, GraphQLScalarType> types = new EnumMap<>(Scalar.class);
    // The engine's own, since its introspection types use them and a schema can not have another;
    // both are as strict as ours would be.
    types.put(Scalar.STRING, Scalars.GraphQLString);
    types.put(Scalar.BOOLEAN, Scalars.GraphQLBoolean);
    put(types, Scalar.ID, new IdCoercing(), "Identifies a record; a text or a whole number.");
    put(types, Scalar.INTEGER, new IntCoercing(), "A whole number of 32 bits.");
    put(types, Scalar.FLOAT, new FloatCoercing(), "A finite number of double precision.");
    put(types, Scalar.TIMESTAMP, new TimestampCoercing(), "Whole seconds from 1970-01-01T00:00Z.");
    put(types, Scalar.JSON, new JsonCoercing(), "A text that holds a JSON value.");
    text(types, Scalar.DATE, "date", 64);
    text(types, Scalar.TIME, "time", 64);
    text(types, Scalar.DATETIME, "date and time", 64);
    text(types, Scalar.EMAIL, "email address", 320);
    text(types, Scalar.PHONE, "phone number", 64);
    text(types, Scalar.URL, "URL", 2083);
    text(types, Scalar.IP_ADDRESS, "IP address", 64);
    return types;
  }

  private static void text(
      Map<Scalar, GraphQLScalarType> types, Scalar scalar, String word, int maxLength) {
    TextFormat format = new TextFormat(word, maxLength, text -> !text.isEmpty());
    put(types, scalar, new TextCoercing(format), "A valid " + word + ".");
  }

  private static void put(
      Map<Scalar, GraphQLScalarType> types,
      Scalar scalar,
      Coercing<?, ?> coercing,
      String description) {
    types.put(
        scalar,
        GraphQLScalarType.newScalar()
            .name(scalar.graphqlName())
            .description(description)
            .coercing(coercing)
            .build());
  }
}
