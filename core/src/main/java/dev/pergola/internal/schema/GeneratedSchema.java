package dev.pergola.internal.schema;

import graphql.schema.GraphQLSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A GraphQL schema and what its root fields mean.
 *
 * @param schema the schema, without data fetchers
 * @param queries the fields of {@code Query} by name, in the order of the models
 * @param mutations the fields of {@code Mutation} by name, in the order of the models
 */
public record GeneratedSchema(
    GraphQLSchema schema,
    Map<String, ModelOperation> queries,
    Map<String, ModelOperation> mutations) {

  public GeneratedSchema {
    queries = Collections.unmodifiableMap(new LinkedHashMap<>(queries));
    mutations = Collections.unmodifiableMap(new LinkedHashMap<>(mutations));
  }
}
