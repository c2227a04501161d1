package dev.pergola.internal.schema;

import dev.pergola.internal.schema.RootOperation.OnModel.Kind;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.Operation;

/** The three ways to change a record: for each a mutation, and a subscription to it. */
enum Change {
  CREATE(
      Kind.CREATE,
      ModelOperation.CREATE,
      ModelOperation.ON_CREATE,
      "Adds a %s, unless one with its key is there."),
  UPDATE(
      Kind.UPDATE,
      ModelOperation.UPDATE,
      ModelOperation.ON_UPDATE,
      "Changes the fields that are given of a %s; null clears a field."),
  DELETE(
      Kind.DELETE,
      ModelOperation.DELETE,
      ModelOperation.ON_DELETE,
      "Removes a %s and answers with what it was.");

  private final Kind kind;
  private final ModelOperation mutation;
  private final ModelOperation subscription;
  private final String description;

  Change(Kind kind, ModelOperation mutation, ModelOperation subscription, String description) {
    this.kind = kind;
    this.mutation = mutation;
    this.subscription = subscription;
    this.description = description;
  }

  Kind kind() {
    return kind;
  }

  /** What a rule has to grant for it. */
  Operation operation() {
    return kind.operation();
  }

  ModelOperation mutation() {
    return mutation;
  }

  ModelOperation subscription() {
    return subscription;
  }

  /** The description of the mutation, with a place for the model's name. */
  String description() {
    return description;
  }
}
