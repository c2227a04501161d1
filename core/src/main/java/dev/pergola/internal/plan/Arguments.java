package dev.pergola.internal.plan;

import dev.pergola.request.DataError;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.AstComparator;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a field. Those without variables are coerced once, with the plan; the others
 * with each request. A key that is missing was not sent; a null was.
 */
public final class Arguments {

  private final GraphQLSchema schema;
  private final List<GraphQLArgument> definitions;
  private final List<Argument> sent;
  private final @Nullable Map<String, Object> constant;

  private Arguments(
      GraphQLSchema schema,
      List<GraphQLArgument> definitions,
      List<Argument> sent,
      @Nullable Map<String, Object> constant) {
    this.schema = schema;
    this.definitions = definitions;
    this.sent = sent;
    this.constant = constant;
  }

  static Arguments of(
      GraphQLSchema schema, GraphQLFieldDefinition definition, List<Argument> sent) {
    Arguments arguments = new Arguments(schema, definition.getArguments(), sent, null);
    if (sent.stream().anyMatch(argument -> hasVariable(argument.getValue()))) {
      return arguments;
    }
    return new Arguments(
        schema,
        definition.getArguments(),
        sent,
        arguments.coerce(CoercedVariables.emptyVariables()));
  }

  /** Whether these are the same as others of the same field, in each request. */
  public boolean areSameAs(Arguments others) {
    return AstComparator.isEqual(List.copyOf(sent), List.copyOf(others.sent));
  }

  /** Whether the values are the same for every request. */
  public boolean isConstant() {
    return constant != null;
  }

  /** The coerced values by argument name. */
  public Map<String, Object> values(CoercedVariables variables) {
    return constant != null ? constant : coerce(variables);
  }

  private Map<String, Object> coerce(CoercedVariables variables) {
    try {
      return ValuesResolver.getArgumentValues(
          schema.getCodeRegistry(),
          definitions,
          sent,
          variables,
          GraphQLContext.getDefault(),
          Locale.ROOT);
    } catch (GraphQLException bad) {
      // Nullable variables with a default may stand where null may not, so validation lets them
      // through.
      DataError culprit = NullVariables.of(definitions, sent, variables);
      if (culprit == null && bad instanceof GraphQLError error) {
        culprit = EngineErrors.of(error);
      }
      throw culprit == null
          ? new RequestRefusedException("An argument has null for a value that may not be null.")
          : new RequestRefusedException(List.of(culprit));
    }
  }

  private static boolean hasVariable(Value<?> value) {
    if (value instanceof VariableReference) {
      return true;
    }
    if (value instanceof ArrayValue array) {
      return array.getValues().stream().anyMatch(Arguments::hasVariable);
    }
    return value instanceof ObjectValue object
        && object.getObjectFields().stream()
            .map(ObjectField::getValue)
            .anyMatch(Arguments::hasVariable);
  }
}
