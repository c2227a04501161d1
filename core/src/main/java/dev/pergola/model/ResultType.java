package dev.pergola.model;

/** What a custom operation answers one or more of: a value, or records of a model. Closed. */
public sealed interface ResultType permits ValueType, ModelResult {

  /** The name of the type in the GraphQL schema. */
  String graphqlName();
}
