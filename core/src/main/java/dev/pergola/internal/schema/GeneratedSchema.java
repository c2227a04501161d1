package dev.pergola.internal.schema;

import graphql.schema.GraphQLSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A GraphQL schema and what its root fields mean. Each map holds every field of its root type.
 *
 * @param schema the schema, without data fetchers
 * @param queries the fields of {@code Query} by name, in the order of the schema
 * @param mutations the fields of {@code Mutation} by name, in the order of the schema
 * @param subscriptions the fields of {@code Subscription} by name, in the order of the schema
 * @param directives what AppSync's dialect says of types and fields beside the schema
 */
public record GeneratedSchema(
    GraphQLSchema schema,
    Map<String, RootOperation> queries,
    Map<String, RootOperation> mutations,
    Map<String, RootOperation> subscriptions,
    Directives directives) {

  public GeneratedSchema {
    queries = Collections.unmodifiableMap(new LinkedHashMap<>(queries));
    mutations = Collections.unmodifiableMap(new LinkedHashMap<>(mutations));
    subscriptions = Collections.unmodifiableMap(new LinkedHashMap<>(subscriptions));
  }
}
