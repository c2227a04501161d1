package dev.pergola.internal.schema;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLModifiedType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts types together. The engine's usual builder walks the whole schema, several times and along
 * its relations, to find types and to validate: most of the time of starting, and more than linear.
 * Here every type is known, and what validation would find is ruled out while types are made; tests
 * validate what comes of it.
 */
final class SchemaAssembly {

  private final Set<GraphQLNamedType> all = new LinkedHashSet<>();

  private SchemaAssembly() {}

  static GraphQLSchema of(
      Collection<GraphQLNamedType> types,
      GraphQLObjectType query,
      @Nullable GraphQLObjectType mutation,
      @Nullable GraphQLObjectType subscription) {
    SchemaAssembly assembly = new SchemaAssembly();
    types.forEach(assembly::add);
    for (GraphQLObjectType root : new GraphQLObjectType[] {query, mutation, subscription}) {
      if (root != null) {
        assembly.addScalars(root);
      }
    }
    return new GraphQLSchema.FastBuilder(
            GraphQLCodeRegistry.newCodeRegistry(), query, mutation, subscription)
        .addTypes(assembly.all)
        .withValidation(false)
        .build();
  }

  private void add(GraphQLNamedType type) {
    all.add(type);
    if (type instanceof GraphQLObjectType object) {
      addScalars(object);
    } else if (type instanceof GraphQLInputObjectType input) {
      for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
        addScalar(field.getType());
      }
    }
  }

  private void addScalars(GraphQLObjectType type) {
    for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
      addScalar(field.getType());
      for (GraphQLArgument argument : field.getArguments()) {
        addScalar(argument.getType());
      }
    }
  }

  /** Only scalars are referred to as they are; all other types by name. */
  private void addScalar(GraphQLType type) {
    GraphQLType inner = type;
    while (inner instanceof GraphQLModifiedType modified) {
      inner = modified.getWrappedType();
    }
    if (inner instanceof GraphQLScalarType scalar) {
      all.add(scalar);
    }
  }
}
