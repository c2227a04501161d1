package dev.pergola.internal.authorize;

import dev.pergola.auth.Identity;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.storage.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do.
 *
 * @param identity who
 * @param purpose what for
 * @param subject with what
 * @param rules the rules of which one has to match
 * @param creation for {@link Purpose#CREATE} what is to be created; null for the others
 * @param key for a listing, what its arguments say of the key it goes by; null for the others
 */
public record Access(
    Identity identity,
    Purpose purpose,
    Subject subject,
    List<Rule> rules,
    @Nullable Creation creation,
    @Nullable KeyProof key) {

  public Access {
    rules = List.copyOf(rules);
  }

  /**
   * Access to rows that are already stored. An update is asked here whether the caller may change
   * anything of them; each field has a question of its own.
   */
  public static Access toStored(Identity identity, ModelType model, Operation operation) {
    return switch (operation) {
      case UPDATE -> on(identity, Purpose.UPDATE, model, model.grants().enterUpdate());
      case DELETE -> on(identity, Purpose.DELETE, model, model.grants().delete());
      case LIST -> on(identity, Purpose.LIST, model, model.grants().reach(operation));
      case LISTEN -> on(identity, Purpose.LISTEN, model, model.grants().reach(operation));
      case GET, SYNC, SEARCH -> on(identity, Purpose.GET, model, model.grants().reach(operation));
      case CREATE ->
          throw new IllegalArgumentException("What is to be created is not stored; ask toCreate.");
    };
  }

  /** A listing of the rows of a model, or of one of its indexes. */
  public static Access toList(Identity identity, ModelType model, KeyProof key) {
    return new Access(
        identity,
        Purpose.LIST,
        Subject.record(model),
        model.grants().reach(Operation.LIST),
        null,
        key);
  }

  /** Access to the rows that a relation leads to: whoever may read the model in any way. */
  public static Access toRelated(Identity identity, ModelType model) {
    return on(identity, Purpose.RELATED, model, model.grants().readAnyhow());
  }

  /**
   * The wish to create a row.
   *
   * @param row the row as it would be stored, defaults included
   * @param sent the fields that count as sent: those of the input, and those with a default
   */
  public static Access toCreate(Identity identity, ModelType model, Row row, Set<String> sent) {
    return new Access(
        identity,
        Purpose.CREATE,
        Subject.record(model),
        model.grants().reach(Operation.CREATE),
        new Creation(model, row, sent),
        null);
  }

  /**
   * Reading one field of a record that the caller has reached, be it through an operation of the
   * author's whose rules are others.
   */
  public static Access toRead(Identity identity, ModelType model, String field) {
    boolean open = !model.grants().guards(field) && model.grants().admits(identity.mode());
    return new Access(
        identity,
        Purpose.READ_FIELD,
        new Subject(model.name(), field, open),
        model.grants().read(field),
        null,
        null);
  }

  /** Entering a root field, which a custom authorizer may have closed. */
  public static Access toEnter(Identity identity, String type, String field) {
    return new Access(
        identity, Purpose.ENTER, new Subject(type, field, true), List.of(), null, null);
  }

  /** Changing one field of a record. */
  public static Access toSet(Identity identity, ModelType model, String field) {
    return onField(identity, Purpose.SET_FIELD, model, field, model.grants().set(field));
  }

  /** Taking the value of one field of a record away. */
  public static Access toClear(Identity identity, ModelType model, String field) {
    return onField(identity, Purpose.CLEAR_FIELD, model, field, model.grants().clear(field));
  }

  /** The call of a custom operation. */
  public static Access toCall(Identity identity, CustomOperation operation) {
    Purpose purpose =
        switch (operation.kind()) {
          case QUERY -> Purpose.QUERY;
          case MUTATION -> Purpose.MUTATE;
          case SUBSCRIPTION -> Purpose.LISTEN;
        };
    return new Access(
        identity,
        purpose,
        new Subject(operation.name(), null, false),
        operation.rules(),
        null,
        null);
  }

  /** Whether somebody may create records at all; for overviews, since it says of no record what. */
  static Access toCreateSome(Identity identity, ModelType model) {
    return on(identity, Purpose.CREATE, model, model.grants().reach(Operation.CREATE));
  }

  /** Whether somebody may send a field when creating records; for overviews as well. */
  static Access toCreateWith(Identity identity, ModelType model, String field) {
    return onField(identity, Purpose.CREATE, model, field, model.grants().create(field));
  }

  private static Access on(Identity identity, Purpose purpose, ModelType model, List<Rule> rules) {
    return new Access(identity, purpose, Subject.record(model), rules, null, null);
  }

  private static Access onField(
      Identity identity, Purpose purpose, ModelType model, String field, List<Rule> rules) {
    return new Access(
        identity, purpose, new Subject(model.name(), field, false), rules, null, null);
  }

  /**
   * With what.
   *
   * @param type the model, or the custom operation
   * @param field the field, where it is about one; null for the whole record
   * @param open whether no rule has to match, since who has come this far may
   */
  public record Subject(String type, @Nullable String field, boolean open) {

    static Subject record(ModelType model) {
      return new Subject(model.name(), null, false);
    }

    /** {@code Type} or {@code Type.field}. */
    @Override
    public String toString() {
      return field == null ? type : type + "." + field;
    }
  }

  /**
   * A record that somebody wants to create.
   *
   * @param row the row as it would be stored
   * @param sent the fields that count as sent
   */
  public record Creation(ModelType model, Row row, Set<String> sent) {
    public Creation {
      sent = Set.copyOf(sent);
    }
  }
}
