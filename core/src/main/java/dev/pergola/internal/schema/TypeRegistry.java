package dev.pergola.internal.schema;

import graphql.schema.GraphQLNamedType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The named types of a schema under construction; types refer to each other by name. */
final class TypeRegistry {

  private final Map<String, GraphQLNamedType> types = new LinkedHashMap<>();

  void add(GraphQLNamedType type) {
    if (types.putIfAbsent(type.getName(), type) != null) {
      throw new IllegalArgumentException(
          "Two types would be called '%s': one of them is generated from a model or enum; rename that."
              .formatted(type.getName()));
    }
  }

  /** Adds the type unless one of this name, which is then the same, is there. */
  void addOnce(String name, Supplier<? extends GraphQLNamedType> type) {
    if (!types.containsKey(name)) {
      types.put(name, type.get());
    }
  }

  Set<GraphQLNamedType> types() {
    return new LinkedHashSet<>(types.values());
  }
}
