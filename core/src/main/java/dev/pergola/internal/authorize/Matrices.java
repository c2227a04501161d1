package dev.pergola.internal.authorize;

import dev.pergola.auth.AuthorizationMatrix;
import dev.pergola.auth.AuthorizationMatrix.Cell;
import dev.pergola.auth.AuthorizationMatrix.Right;
import dev.pergola.auth.Identity;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks the decision function about every kind of caller, model, operation and field. */
public final class Matrices {

  private static final List<Operation> OPERATIONS =
      List.of(
          Operation.CREATE,
          Operation.GET,
          Operation.LIST,
          Operation.LISTEN,
          Operation.UPDATE,
          Operation.DELETE);

  private final Authorizer authorizer;
  private final Map<String, Identity> callers;
  private final List<Cell> cells = new ArrayList<>();

  private Matrices(Authorizer authorizer, Map<String, Identity> callers) {
    this.authorizer = authorizer;
    this.callers = callers;
  }

  /**
   * The matrix of a schema.
   *
   * @param modes the modes whose callers are shown
   */
  public static AuthorizationMatrix of(SchemaModel schema, Set<Mode> modes, Authorizer authorizer) {
    Matrices matrix = new Matrices(authorizer, MatrixCallers.of(schema, modes));
    schema.models().forEach(matrix::add);
    schema.operations().forEach(matrix::add);
    return AuthorizationMatrix.of(matrix.cells);
  }

  private void add(ModelType model) {
    Map<String, Wish> wishes = new LinkedHashMap<>();
    for (Operation operation : offered(model)) {
      wishes.put(
          operation.name().toLowerCase(Locale.ROOT),
          identity ->
              List.of(
                  operation == Operation.CREATE
                      ? Access.toCreateSome(identity, model)
                      : Access.toStored(identity, model, operation)));
    }
    add(model.name(), null, wishes);
    for (ModelField member : model.members()) {
      if (!(member instanceof Field field)) {
        add(model.name(), member.name(), Map.of("read", reading(model, member.name())));
      } else if (field.declared()) {
        add(model.name(), field.name(), everything(model, field.name()));
      }
    }
  }

  /** What the API has: a right to what is switched off would only be read as one. */
  private static List<Operation> offered(ModelType model) {
    List<Operation> offered = new ArrayList<>();
    for (Operation operation : OPERATIONS) {
      boolean there =
          switch (operation) {
            case CREATE -> model.offers(ModelOperation.CREATE);
            case UPDATE -> model.offers(ModelOperation.UPDATE);
            case DELETE -> model.offers(ModelOperation.DELETE);
            case GET -> model.offers(ModelOperation.GET);
            // The queries of indexes need it as well, and are never switched off.
            case LIST -> model.offers(ModelOperation.LIST) || !model.indexes().isEmpty();
            case LISTEN ->
                model.offers(ModelOperation.ON_CREATE)
                    || model.offers(ModelOperation.ON_UPDATE)
                    || model.offers(ModelOperation.ON_DELETE);
            case SYNC, SEARCH -> false;
          };
      if (there) {
        offered.add(operation);
      }
    }
    return offered;
  }

  private void add(CustomOperation operation) {
    String type =
        switch (operation.kind()) {
          case QUERY -> "Query";
          case MUTATION -> "Mutation";
          case SUBSCRIPTION -> "Subscription";
        };
    Wish call = identity -> List.of(Access.toCall(identity, operation));
    add(type, operation.name(), Map.of("call", call));
  }

  private static Map<String, Wish> everything(ModelType model, String field) {
    Map<String, Wish> wishes = new LinkedHashMap<>();
    if (model.offers(ModelOperation.CREATE)) {
      wishes.put("create", identity -> List.of(Access.toCreateWith(identity, model, field)));
    }
    wishes.put("read", reading(model, field));
    if (model.offers(ModelOperation.UPDATE)) {
      wishes.put("update", identity -> List.of(Access.toSet(identity, model, field)));
      wishes.put(
          "clear",
          identity ->
              List.of(
                  Access.toSet(identity, model, field), Access.toClear(identity, model, field)));
    }
    return wishes;
  }

  /** A field is read in records that are read. */
  private static Wish reading(ModelType model, String field) {
    return identity ->
        List.of(Access.toRelated(identity, model), Access.toRead(identity, model, field));
  }

  private void add(String type, @Nullable String field, Map<String, Wish> wishes) {
    callers.forEach(
        (caller, identity) ->
            wishes.forEach(
                (operation, wish) ->
                    cells.add(cell(caller, type, field, operation, wish.of(identity)))));
  }

  private Cell cell(
      String caller, String type, @Nullable String field, String operation, List<Access> needed) {
    Set<String> where = new TreeSet<>();
    Right right = Right.YES;
    for (Access access : needed) {
      Decision decision = authorizer.decide(access);
      if (decision instanceof Decision.AllowedWhere some) {
        narrow(where, some.filter().columnNames());
        right = right == Right.YES ? Right.WHERE : right;
      } else if (!(decision instanceof Decision.Allowed)) {
        right = Right.NO;
      }
    }
    return new Cell(
        caller,
        type,
        field,
        operation,
        right,
        right == Right.WHERE ? List.copyOf(where) : List.of());
  }

  /** Both are asked: of two that are one in the other the smaller says it all. */
  private static void narrow(Set<String> where, Set<String> more) {
    if (!where.isEmpty() && where.containsAll(more)) {
      where.retainAll(more);
    } else if (!more.containsAll(where) || where.isEmpty()) {
      where.addAll(more);
    }
  }

  /** What a caller has to be allowed, all of it. */
  private interface Wish {
    List<Access> of(Identity identity);
  }
}
