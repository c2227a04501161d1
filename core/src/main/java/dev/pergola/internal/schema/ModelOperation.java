package dev.pergola.internal.schema;

import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;

/**
 * What a root field does.
 *
 * @param model the model it reads or writes
 * @param kind what it does there
 */
public record ModelOperation(ModelType model, Kind kind) {

  /** The five things that a model's root fields do. */
  public enum Kind {
    GET(Operation.GET),
    LIST(Operation.LIST),
    CREATE(Operation.CREATE),
    UPDATE(Operation.UPDATE),
    DELETE(Operation.DELETE);

    private final Operation operation;

    Kind(Operation operation) {
      this.operation = operation;
    }

    /** What a rule has to grant for it. */
    public Operation operation() {
      return operation;
    }
  }
}
