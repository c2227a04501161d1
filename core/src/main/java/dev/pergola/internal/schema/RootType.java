package dev.pergola.internal.schema;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import java.util.LinkedHashMap;
import java.util.Map;

/** A root type under construction, and what each of its fields means. */
final class RootType {

  private final String name;
  private final GraphQLObjectType.Builder type;
  private final Map<String, RootOperation> operations = new LinkedHashMap<>();

  RootType(String name) {
    this.name = name;
    this.type = GraphQLObjectType.newObject().name(name);
  }

  /** Adds a field. Two of one name are a mistake of the schema's. */
  void add(RootOperation operation, GraphQLFieldDefinition field) {
    RootOperation other = operations.putIfAbsent(field.getName(), operation);
    if (other != null) {
      throw new IllegalArgumentException(
          "The field '%s' of %s would be made for %s and for %s; rename one of the two."
              .formatted(field.getName(), name, other.culprit(), operation.culprit()));
    }
    type.field(field);
  }

  boolean isEmpty() {
    return operations.isEmpty();
  }

  Map<String, RootOperation> operations() {
    return operations;
  }

  GraphQLObjectType type() {
    return type.build();
  }
}
