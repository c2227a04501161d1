package dev.pergola.internal.schema;

import graphql.schema.GraphQLNamedType;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The named types of a schema under construction; types refer to each other by name. */
final class TypeRegistry {

  private final Map<String, GraphQLNamedType> types = new LinkedHashMap<>();

  void add(GraphQLNamedType type) {
    if (types.putIfAbsent(type.getName(), type) != null) {
      throw new IllegalArgumentException(
          "Two types would be called '%s': one of them is generated from a model, custom type or enum; rename that."
              .formatted(type.getName()));
    }
  }

  /** Adds the type unless one of this name, which is then the same, is there. */
  void addOnce(String name, Supplier<? extends GraphQLNamedType> type) {
    if (!types.containsKey(name)) {
      types.put(name, type.get());
    }
  }

  Collection<GraphQLNamedType> types() {
    return Collections.unmodifiableCollection(types.values());
  }
}
