package dev.pergola.model;

/** What stands in a model under a name: a stored field, or a relation to another model. Closed. */
public sealed interface ModelField permits Field, Relation {

  /** The GraphQL name. */
  String name();
}
