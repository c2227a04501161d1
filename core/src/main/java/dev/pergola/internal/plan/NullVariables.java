package dev.pergola.internal.plan;

import dev.pergola.request.DataError;
import graphql.execution.CoercedVariables;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variable that is null where an argument, or a value within one, may not be. The engine
 * tells at best of the field of the input, and not which variable of the client's stands there.
 */
final class NullVariables {

  private final CoercedVariables variables;

  private NullVariables(CoercedVariables variables) {
    this.variables = variables;
  }

  /** The error of the first one; null if there is none. */
  static @Nullable DataError of(
      List<GraphQLArgument> definitions, List<Argument> sent, CoercedVariables variables) {
    NullVariables search = new NullVariables(variables);
    for (Argument argument : sent) {
      for (GraphQLArgument definition : definitions) {
        if (definition.getName().equals(argument.getName())) {
          DataError found = search.in(definition.getType(), argument.getValue());
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private @Nullable DataError in(GraphQLType type, @Nullable Value<?> value) {
    if (type instanceof GraphQLNonNull required) {
      return value instanceof VariableReference variable
              && variables.get(variable.getName()) == null
          ? EngineErrors.ofNull(variable, type)
          : in(required.getWrappedType(), value);
    }
    if (type instanceof GraphQLList list && value instanceof ArrayValue elements) {
      for (Value<?> element : elements.getValues()) {
        DataError found = in(list.getWrappedType(), element);
        if (found != null) {
          return found;
        }
      }
    }
    return type instanceof GraphQLInputObjectType object && value instanceof ObjectValue members
        ? within(object, members)
        : null;
  }

  private @Nullable DataError within(GraphQLInputObjectType type, ObjectValue members) {
    for (ObjectField member : members.getObjectFields()) {
      GraphQLInputObjectField field = type.getField(member.getName());
      DataError found = field == null ? null : in(field.getType(), member.getValue());
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
