package dev.pergola.internal.client;

import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.ModelType;

/**
 * A root field of the schema that is about a model. There is one for each field of a backend, so
 * that they are compared by identity: plans are looked up by them with each call.
 */
final class RootCall implements Root {

  private final String field;
  private final boolean mutation;
  private final ModelType model;
  private final RootOperation operation;

  /**
   * A root field.
   *
   * @param field its name, as {@code createPost}
   * @param mutation whether it stands on {@code Mutation}
   * @param model the model
   * @param operation what it does
   */
  RootCall(String field, boolean mutation, ModelType model, RootOperation operation) {
    this.field = field;
    this.mutation = mutation;
    this.model = model;
    this.operation = operation;
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public boolean mutation() {
    return mutation;
  }

  ModelType model() {
    return model;
  }

  RootOperation operation() {
    return operation;
  }

  /** Whether it answers a page. */
  boolean lists() {
    return operation instanceof RootOperation.OnIndex
        || (operation instanceof RootOperation.OnModel onModel
            && onModel.kind() == RootOperation.OnModel.Kind.LIST);
  }
}
