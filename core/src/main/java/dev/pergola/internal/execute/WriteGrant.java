package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.model.Operation;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rules ask of a stored record before a caller may change it. Setting fields needs {@code
 * update}; clearing fields needs {@code delete}, since a null takes something away (spec:
 * authorization 6); so one update can need both.
 */
final class WriteGrant {

  private static final Filter NEVER = new Filter.Or(List.of());

  private final Call call;
  private final List<Need> needs;

  private WriteGrant(Call call, List<Need> needs) {
    this.call = call;
    this.needs = needs;
  }

  /** What updating a record with this call's input needs. */
  static WriteGrant ofUpdate(Call call, Authorizer authorizer) {
    Set<String> set = new TreeSet<>();
    Set<String> cleared = new TreeSet<>();
    List<String> key = call.model().keyFields().stream().map(field -> field.name()).toList();
    for (Map.Entry<String, @Nullable Object> entry : call.input().entrySet()) {
      if (!key.contains(entry.getKey())) {
        (entry.getValue() == null ? cleared : set).add(entry.getKey());
      }
    }
    List<Need> needs = new ArrayList<>(2);
    if (!set.isEmpty() || cleared.isEmpty()) {
      needs.add(need(call, authorizer, Operation.UPDATE, set));
    }
    if (!cleared.isEmpty()) {
      needs.add(need(call, authorizer, Operation.DELETE, cleared));
    }
    return new WriteGrant(call, needs).refusingWhatNeverHolds();
  }

  /** What deleting a record needs. */
  static WriteGrant ofDelete(Call call, Authorizer authorizer) {
    return new WriteGrant(call, List.of(need(call, authorizer, Operation.DELETE, Set.of())))
        .refusingWhatNeverHolds();
  }

  /** What has to hold for the stored record, to be part of the write's own condition. */
  Filter filter() {
    return Filter.and(needs.stream().map(Need::filter).toList());
  }

  /**
   * Why a write did not happen, told from the record that its condition was judged against. With
   * record rules only, a record that is not there and one of somebody else are the same answer.
   */
  FieldException refusal(@Nullable Row stored) {
    List<Need> unmet =
        needs.stream()
            .filter(need -> !need.always())
            .filter(need -> stored == null || !need.filter().toPredicate().test(stored))
            .toList();
    return unmet.isEmpty() ? ClientErrors.conditionFailed() : refusal(unmet);
  }

  private WriteGrant refusingWhatNeverHolds() {
    List<Need> never = needs.stream().filter(need -> need.filter().equals(NEVER)).toList();
    boolean restHolds = needs.stream().allMatch(need -> never.contains(need) || need.always());
    if (!never.isEmpty() && restHolds) {
      throw refusal(never);
    }
    return this;
  }

  private FieldException refusal(List<Need> unmet) {
    if (unmet.size() == needs.size()) {
      return ClientErrors.unauthorized(call.root());
    }
    Set<String> fields = new TreeSet<>();
    unmet.forEach(need -> fields.addAll(need.fields()));
    return ClientErrors.unauthorizedOn(fields);
  }

  private static Need need(
      Call call, Authorizer authorizer, Operation operation, Set<String> fields) {
    Decision decision =
        authorizer.decide(Access.toStored(call.identity(), call.model(), operation));
    if (decision instanceof Decision.Allowed) {
      return new Need(Filter.all(), true, fields);
    }
    Filter filter = decision instanceof Decision.AllowedWhere where ? where.filter() : NEVER;
    return new Need(filter, false, fields);
  }

  /**
   * One grant that the write needs.
   *
   * @param filter what the record has to fulfil
   * @param always whether it holds for every record
   * @param fields the input fields that it is needed for
   */
  private record Need(Filter filter, boolean always, Set<String> fields) {}
}
