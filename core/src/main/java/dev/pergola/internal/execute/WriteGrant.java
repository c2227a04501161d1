package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.model.Operation;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rules ask of a stored record before a caller may change it. Setting fields needs {@code
 * update}; clearing fields needs {@code delete}, since a null takes something away (spec:
 * authorization 6); so one update can need both. Who has neither is told nothing of the record; who
 * has one of them is told the fields that need the other.
 */
final class WriteGrant {

  private static final Filter NEVER = new Filter.Or(List.of());

  private final Call call;
  private final List<Grant> required;
  private final List<Grant> entering;

  /**
   * @param required the grants that the write needs, all of them
   * @param entering the grants of which any lets the caller reach the record
   */
  private WriteGrant(Call call, List<Grant> required, List<Grant> entering) {
    this.call = call;
    this.required = required;
    this.entering = entering;
    if (required.stream().anyMatch(Grant::never) && entering.stream().allMatch(Grant::certain)) {
      throw refusal(null);
    }
  }

  /**
   * What updating a record needs.
   *
   * @param sent the input fields; what the backend sets by itself needs no grant
   * @param assignments what the update does to them: a JSON text {@code null} clears a field as a
   *     null does
   */
  static WriteGrant ofUpdate(
      Call call, Set<String> sent, List<Assignment> assignments, Authorizer authorizer) {
    Set<String> set = new TreeSet<>();
    Set<String> cleared = new TreeSet<>();
    for (Assignment assignment : assignments) {
      String name = assignment.column().name();
      if (sent.contains(name)) {
        (assignment.value() == null ? cleared : set).add(name);
      }
    }
    Grant update = grant(call, authorizer, Operation.UPDATE, set);
    Grant delete = grant(call, authorizer, Operation.DELETE, cleared);
    List<Grant> required = new ArrayList<>(2);
    if (!set.isEmpty() || cleared.isEmpty()) {
      required.add(update);
    }
    if (!cleared.isEmpty()) {
      required.add(delete);
    }
    return new WriteGrant(call, required, List.of(update, delete));
  }

  /** What deleting a record needs. */
  static WriteGrant ofDelete(Call call, Authorizer authorizer) {
    List<Grant> delete = List.of(grant(call, authorizer, Operation.DELETE, Set.of()));
    return new WriteGrant(call, delete, delete);
  }

  /** What has to hold for the stored record, to be part of the write's own condition. */
  Filter filter() {
    return Filter.and(required.stream().map(Grant::filter).toList());
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
    boolean entered = entering.stream().anyMatch(grant -> grant.holds(stored));
    return entered && !fields.isEmpty()
        ? ClientErrors.unauthorizedOn(fields)
        : ClientErrors.unauthorized(call.root());
  }

  private static Grant grant(
      Call call, Authorizer authorizer, Operation operation, Set<String> fields) {
    Decision decision =
        authorizer.decide(Access.toStored(call.identity(), call.model(), operation));
    if (decision instanceof Decision.Allowed) {
      return new Grant(Filter.all(), fields);
    }
    return new Grant(
        decision instanceof Decision.AllowedWhere where ? where.filter() : NEVER, fields);
  }

  /**
   * What the rules say of one operation.
   *
   * @param filter what the record has to fulfil
   * @param fields the input fields that the grant is needed for
   */
  private record Grant(Filter filter, Set<String> fields) {

    boolean always() {
      return filter.equals(Filter.all());
    }

    boolean never() {
      return filter.equals(NEVER);
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
