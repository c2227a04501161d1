package dev.pergola.internal.client;

import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.ModelType;

/**
 * A root field of the schema that is about a model.
 *
 * @param field its name, as {@code createPost}
 * @param mutation whether it stands on {@code Mutation}
 * @param model the model
 * @param operation what it does
 */
record RootCall(String field, boolean mutation, ModelType model, RootOperation operation) {

  /** Whether it answers a page. */
  boolean lists() {
    return operation instanceof RootOperation.OnIndex
        || (operation instanceof RootOperation.OnModel onModel
            && onModel.kind() == RootOperation.OnModel.Kind.LIST);
  }
}
