package dev.pergola.internal.schema;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.SecondaryIndex;

/** What a root field does. Closed: who runs every kind runs every field. */
public sealed interface RootOperation {

  /** Who made the field, for messages: {@code model 'Post'}. */
  String culprit();

  /**
   * One of the five things that every model offers.
   *
   * @param model the model it reads or writes
   * @param kind what it does there
   */
  record OnModel(ModelType model, Kind kind) implements RootOperation {

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

    @Override
    public String culprit() {
      return "model '%s'".formatted(model.name());
    }
  }

  /**
   * A listing of the records that share a value of an index.
   *
   * @param model the model it reads
   * @param index the index it asks
   */
  record OnIndex(ModelType model, SecondaryIndex index) implements RootOperation {
    @Override
    public String culprit() {
      return "index '%s' of model '%s'".formatted(index.name(), model.name());
    }
  }

  /**
   * A query, mutation or subscription that the author declared.
   *
   * @param operation which
   */
  record Custom(CustomOperation operation) implements RootOperation {
    @Override
    public String culprit() {
      return "operation '%s'".formatted(operation.name());
    }
  }

  /**
   * A subscription to what is created, updated or deleted of a model.
   *
   * @param model the model
   * @param change {@link Operation#CREATE}, {@link Operation#UPDATE} or {@link Operation#DELETE}
   */
  record OnChange(ModelType model, Operation change) implements RootOperation {
    @Override
    public String culprit() {
      return "model '%s'".formatted(model.name());
    }
  }
}
