package dev.pergola.internal.authorize;

import dev.pergola.auth.Identity;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.storage.Row;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do with a model.
 *
 * @param identity who
 * @param model with which model
 * @param operation what
 * @param input for {@link Operation#CREATE} the row as it would be stored, defaults included; null
 *     for the others
 */
public record Access(Identity identity, ModelType model, Operation operation, @Nullable Row input) {

  /** Access to rows that are already stored. */
  public static Access toStored(Identity identity, ModelType model, Operation operation) {
    return new Access(identity, model, operation, null);
  }

  /** The wish to create this row. */
  public static Access toCreate(Identity identity, ModelType model, Row input) {
    return new Access(identity, model, Operation.CREATE, input);
  }
}
