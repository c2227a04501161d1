package dev.pergola.internal.plan;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import java.util.Locale;

/** Whether a type takes one value that is no list and has no members. */
final class Leaf {

  private Leaf() {}

  /** Whether it takes this literal. */
  static boolean takesLiteral(GraphQLType type, Value<?> literal) {
    try {
      if (type instanceof GraphQLScalarType scalar) {
        scalar
            .getCoercing()
            .parseLiteral(
                literal,
                CoercedVariables.emptyVariables(),
                GraphQLContext.getDefault(),
                Locale.ROOT);
        return true;
      }
      if (type instanceof GraphQLEnumType names) {
        names.parseLiteral(literal, GraphQLContext.getDefault(), Locale.ROOT);
        return true;
      }
      return false;
    } catch (CoercingParseLiteralException refused) {
      return false;
    }
  }

  /** Whether it takes this value of a variable. */
  static boolean takes(GraphQLType type, Object value) {
    try {
      if (type instanceof GraphQLScalarType scalar) {
        scalar.getCoercing().parseValue(value, GraphQLContext.getDefault(), Locale.ROOT);
        return true;
      }
      if (type instanceof GraphQLEnumType names) {
        names.parseValue(value, GraphQLContext.getDefault(), Locale.ROOT);
        return true;
      }
      return false;
    } catch (CoercingParseValueException refused) {
      return false;
    }
  }
}
