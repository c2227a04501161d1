package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rules ask of a stored record before a caller may change it, field by field (spec:
 * authorization 6, 7). To send a field takes {@code update} on it; to clear it takes {@code delete}
 * on it too, since a null takes something away. Who may change nothing of the record is told
 * nothing of it; who may change something is told the fields that may not be changed.
 */
final class WriteGrant {

  private final Call call;
  private final List<Grant> required;

  /**
   * @param required what the write needs, all of it
   */
  private WriteGrant(Call call, List<Grant> required) {
    this.call = call;
    this.required = List.copyOf(required);
    // Where another part depends on the record, only the record tells which fields are refused.
    if (required.stream().anyMatch(Grant::never) && required.stream().allMatch(Grant::certain)) {
      throw refusal(null);
    }
  }

  /**
   * What updating a record needs.
   *
   * @param sent the input fields; what the backend sets by itself needs no grant
   * @param assignments what the update does to them: a JSON text {@code null} clears a field as a
   *     null does
   * @param asked the condition of the write, whose fields have to be readable
   */
  static WriteGrant ofUpdate(
      Call call, Set<String> sent, List<Assignment> assignments, Filter asked, Behavior behavior) {
    Grants grants = new Grants(call.scope().authorizer());
    for (Field field : keyToGrant(call, behavior)) {
      grants.add(Access.toSet(call.identity(), call.model(), field.name()), field.name());
    }
    for (Assignment assignment : assignments) {
      String name = assignment.column().name();
      if (sent.contains(name)) {
        grants.add(Access.toSet(call.identity(), call.model(), name), name);
        if (assignment.value() == null) {
          grants.add(Access.toClear(call.identity(), call.model(), name), name);
        }
      }
    }
    Access enter = Access.toStored(call.identity(), call.model(), Operation.UPDATE);
    return of(call, enter, grants.all(), asked);
  }

  /** What deleting a record needs. */
  static WriteGrant ofDelete(Call call, Filter asked) {
    Access delete = Access.toStored(call.identity(), call.model(), Operation.DELETE);
    return of(call, delete, List.of(), asked);
  }

  private static WriteGrant of(Call call, Access enter, List<Grant> fields, Filter asked) {
    List<Grant> required = new ArrayList<>();
    required.add(Grant.of(call.scope().authorizer().decide(enter), Set.of()));
    required.addAll(fields);
    for (String field : asked.columnNames()) {
      required.add(new Grant(call.scope().visibility().toAskBy(call.model(), field), Set.of()));
    }
    return new WriteGrant(call, required);
  }

  /**
   * The original lets everybody send the first field of the key only, though an update cannot do
   * without the others.
   */
  private static List<Field> keyToGrant(Call call, Behavior behavior) {
    List<Field> key = call.model().keyFields();
    return behavior == Behavior.APPSYNC ? key.subList(1, key.size()) : List.of();
  }

  /** The condition of the write, with what has to hold for the stored record. */
  Filter and(Filter asked) {
    Set<Filter> parts = new LinkedHashSet<>();
    required.forEach(grant -> parts.add(grant.filter()));
    parts.add(asked);
    return Filter.and(List.copyOf(parts));
  }

  /** Whether no record has to be asked. */
  boolean always() {
    return required.stream().allMatch(Grant::always);
  }

  /** Whether this record may be written. */
  boolean holds(@Nullable Row stored) {
    return required.stream().allMatch(grant -> grant.holds(stored));
  }

  /**
   * Why a write did not happen, told from the record that its condition was judged against. With
   * record rules only, a record that is not there and one of somebody else are the same answer.
   */
  FieldException refusal(@Nullable Row stored) {
    List<Grant> unmet = required.stream().filter(grant -> !grant.holds(stored)).toList();
    if (unmet.isEmpty()) {
      return ClientErrors.conditionFailed();
    }
    Set<String> fields = new TreeSet<>();
    unmet.forEach(grant -> fields.addAll(grant.fields()));
    boolean onlyFields = unmet.stream().noneMatch(grant -> grant.fields().isEmpty());
    return onlyFields
        ? ClientErrors.unauthorizedOn(fields)
        : ClientErrors.unauthorized(call.root());
  }

  /** The grants for fields, one for all fields that the same rules are about. */
  private static final class Grants {

    private final Authorizer authorizer;
    private final Map<List<Rule>, Decision> decisions = new LinkedHashMap<>();
    private final Map<List<Rule>, Set<String>> fields = new LinkedHashMap<>();

    Grants(Authorizer authorizer) {
      this.authorizer = authorizer;
    }

    void add(Access access, String field) {
      decisions.computeIfAbsent(access.rules(), rules -> authorizer.decide(access));
      fields.computeIfAbsent(access.rules(), rules -> new TreeSet<>()).add(field);
    }

    List<Grant> all() {
      List<Grant> all = new ArrayList<>();
      decisions.forEach(
          (rules, decision) -> all.add(Grant.of(decision, fields.getOrDefault(rules, Set.of()))));
      return all;
    }
  }

  /**
   * What the rules say of one part of the write.
   *
   * @param filter what the record has to fulfil
   * @param fields the input fields that it is about; empty for the whole write
   */
  private record Grant(Filter filter, Set<String> fields) {

    static Grant of(Decision decision, Set<String> fields) {
      if (decision instanceof Decision.AllowedWhere where) {
        return new Grant(where.filter(), fields);
      }
      return new Grant(
          decision instanceof Decision.Allowed ? Filter.all() : Visibility.NEVER, fields);
    }

    boolean always() {
      return filter.equals(Filter.all());
    }

    boolean never() {
      return filter.equals(Visibility.NEVER);
    }

    /** Whether no record has to be asked. */
    boolean certain() {
      return always() || never();
    }

    boolean holds(@Nullable Row stored) {
      return always() || (stored != null && filter.toPredicate().test(stored));
    }
  }
}
