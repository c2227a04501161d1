package dev.pergola.graphql;

import dev.pergola.internal.schema.GeneratedSchema;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out at the start whether plans can be made for a host's schema: below its root fields the
 * backend answers alone, so its types must be those of the backend.
 */
final class SchemaCheck {

  private final GeneratedSchema served;
  private final GraphQLSchema host;
  private final List<String> problems = new ArrayList<>();

  private SchemaCheck(GeneratedSchema served, GraphQLSchema host) {
    this.served = served;
    this.host = host;
  }

  static void check(GeneratedSchema served, GraphQLSchema host) {
    SchemaCheck check = new SchemaCheck(served, host);
    if (host != served.schema()) {
      check.run();
    }
    if (!check.problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The schema is not that of the backend with fields of the host's on Query and Mutation:\n  "
              + String.join("\n  ", check.problems));
    }
  }

  private void run() {
    for (GraphQLNamedType type : served.schema().getAllTypesAsList()) {
      if (Introspection.isIntrospectionTypes(type)) {
        continue;
      }
      if (type instanceof GraphQLObjectType object) {
        object(object);
      } else if (!sameInput(type, host.getType(type.getName()))) {
        problems.add(
            "Type '%s' is missing or changed; leave it as the backend has it."
                .formatted(type.getName()));
      }
    }
  }

  /** What is sent is coerced by the host's types, and then taken for what the backend's give. */
  private static boolean sameInput(GraphQLNamedType type, @Nullable GraphQLType given) {
    if (type instanceof GraphQLScalarType scalar) {
      return given instanceof GraphQLScalarType same && same.getCoercing() == scalar.getCoercing();
    }
    if (type instanceof GraphQLEnumType values) {
      return given instanceof GraphQLEnumType same && names(same).equals(names(values));
    }
    return !(type instanceof GraphQLInputObjectType input)
        || (given instanceof GraphQLInputObjectType same && fields(same).equals(fields(input)));
  }

  private static Set<String> names(GraphQLEnumType type) {
    return type.getValues().stream()
        .map(GraphQLEnumValueDefinition::getName)
        .collect(Collectors.toSet());
  }

  private static Map<String, String> fields(GraphQLInputObjectType type) {
    return type.getFieldDefinitions().stream()
        .collect(
            Collectors.toMap(
                GraphQLInputObjectField::getName,
                field -> GraphQLTypeUtil.simplePrint(field.getType())));
  }

  private void object(GraphQLObjectType type) {
    if (!(host.getType(type.getName()) instanceof GraphQLObjectType given)) {
      problems.add(
          "Type '%s' is missing; start from the backend's schema.".formatted(type.getName()));
      return;
    }
    for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
      @Nullable GraphQLFieldDefinition same = given.getFieldDefinition(field.getName());
      if (same == null || !signature(same).equals(signature(field))) {
        problems.add(
            "Field '%s.%s' is %s; leave it as the backend has it: %s."
                .formatted(
                    type.getName(),
                    field.getName(),
                    same == null ? "missing" : signature(same),
                    signature(field)));
      }
    }
    if (!isRoot(type)) {
      ownFields(type, given);
    }
  }

  private void ownFields(GraphQLObjectType type, GraphQLFieldsContainer given) {
    for (GraphQLFieldDefinition field : given.getFieldDefinitions()) {
      if (type.getFieldDefinition(field.getName()) == null) {
        problems.add(
            "Field '%s.%s' is not the backend's; put fields of your own on Query or Mutation."
                .formatted(type.getName(), field.getName()));
      }
    }
  }

  // A type of this schema is one object.
  @SuppressWarnings("ReferenceEquality")
  private boolean isRoot(GraphQLObjectType type) {
    GraphQLSchema schema = served.schema();
    return type == schema.getQueryType()
        || type == schema.getMutationType()
        || type == schema.getSubscriptionType();
  }

  private static String signature(GraphQLFieldDefinition field) {
    return field.getArguments().stream()
            .map(
                argument ->
                    argument.getName() + ": " + GraphQLTypeUtil.simplePrint(argument.getType()))
            .sorted()
            .toList()
        + ": "
        + GraphQLTypeUtil.simplePrint(field.getType());
  }
}
