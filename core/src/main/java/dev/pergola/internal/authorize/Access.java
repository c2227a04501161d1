package dev.pergola.internal.authorize;

import dev.pergola.auth.Identity;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.storage.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do.
 *
 * @param identity who
 * @param rules the rules about it
 * @param operations what, of which any that a rule grants will do
 * @param input for a create the row as it would be stored, defaults included; null for the others
 * @param key for a listing, what its arguments say of the key it goes by; null for the others
 */
public record Access(
    Identity identity,
    List<Rule> rules,
    Set<Operation> operations,
    @Nullable Row input,
    @Nullable KeyProof key) {

  private static final Set<Operation> READS =
      EnumSet.allOf(Operation.class).stream()
          .filter(Operation::reads)
          .collect(Collectors.toUnmodifiableSet());

  /** Access to rows that are already stored. */
  public static Access toStored(Identity identity, ModelType model, Operation operation) {
    return new Access(identity, model.rules(), Set.of(operation), null, null);
  }

  /** A listing of the rows of a model, or of one of its indexes. */
  public static Access toList(Identity identity, ModelType model, KeyProof key) {
    return new Access(identity, model.rules(), Set.of(Operation.LIST), null, key);
  }

  /** Access to the rows that a relation leads to: whoever may read the model in any way. */
  public static Access toRelated(Identity identity, ModelType model) {
    return new Access(identity, model.rules(), READS, null, null);
  }

  /** The wish to create this row. */
  public static Access toCreate(Identity identity, ModelType model, Row input) {
    return new Access(identity, model.rules(), Set.of(Operation.CREATE), input, null);
  }

  /** The call of a custom operation, whose rules grant everything. */
  public static Access toCall(Identity identity, CustomOperation operation) {
    return new Access(identity, operation.rules(), EnumSet.allOf(Operation.class), null, null);
  }
}
