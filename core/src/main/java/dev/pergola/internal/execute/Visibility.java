package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.model.Behavior;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may read of records that the caller has reached, field by field: decided once for
 * each field of a selection, and asked of single records only where the rules depend on them. One
 * for each request; safe for use by many threads.
 */
final class Visibility implements ClosedMembers {

  /** Holds for no record. */
  static final Filter NEVER = new Filter.Or(List.of());

  private final Authorizer authorizer;
  private final Identity identity;
  private final Behavior behavior;
  private final boolean closesFields;
  private final Map<ObjectSelection, Gate> gates =
      Collections.synchronizedMap(new IdentityHashMap<>());

  Visibility(Authorizer authorizer, Identity identity, Behavior behavior) {
    this.authorizer = authorizer;
    this.identity = identity;
    this.behavior = behavior;
    this.closesFields =
        identity instanceof Identity.Lambda caller && !caller.deniedFields().isEmpty();
  }

  Authorizer authorizer() {
    return authorizer;
  }

  /** Which entries of a selection records may show. */
  Gate gate(ObjectSelection selection) {
    return closesFields
            || selection.guarded()
            || !selection.model().grants().admits(identity.mode())
        ? gates.computeIfAbsent(selection, this::make)
        : Gate.OPEN;
  }

  /** Whether the custom authorizer closes a field of a type that is no model to the caller. */
  @Override
  public boolean closes(String type, String member) {
    return closesFields && authorizer.isClosed(identity, type, member);
  }

  /**
   * Whether the caller may ask by the values of these fields: may read them in every record that
   * can be reached. Else the answer would tell what must not be read. The original does not look.
   *
   * @param reach what the records fulfil that are asked
   */
  boolean mayAskBy(ModelType model, Collection<String> fields, Filter reach) {
    if (behavior == Behavior.APPSYNC) {
      return true;
    }
    for (String field : fields) {
      if (!covers(decide(model, field), reach)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a record has to fulfil to be asked by the value of a field; {@link Filter#all()} for
   * nothing.
   */
  Filter toAskBy(ModelType model, String field) {
    return behavior == Behavior.APPSYNC ? Filter.all() : filter(decide(model, field));
  }

  private Gate make(ObjectSelection selection) {
    List<@Nullable Predicate<Row>> entries = new ArrayList<>(selection.fields().size());
    for (ObjectField entry : selection.fields()) {
      entries.add(entry(selection.model(), entry));
    }
    return Gate.of(entries);
  }

  private @Nullable Predicate<Row> entry(ModelType model, ObjectField entry) {
    String member = entry.member();
    if (member == null) {
      return null;
    }
    List<Filter> asked = new ArrayList<>();
    asked.add(filter(decide(model, member)));
    model
        .relation(member)
        .filter(relation -> relation.kind() == Relation.Kind.BELONGS_TO)
        .ifPresent(
            relation -> relation.references().forEach(field -> asked.add(toAskBy(model, field))));
    Filter all = Filter.and(asked);
    if (all.equals(Filter.all())) {
      return null;
    }
    return asked.contains(NEVER) ? Gate.CLOSED : all.toPredicate();
  }

  private Decision decide(ModelType model, String field) {
    return authorizer.decide(Access.toRead(identity, model, field));
  }

  private static Filter filter(Decision decision) {
    if (decision instanceof Decision.AllowedWhere where) {
      return where.filter();
    }
    return decision instanceof Decision.Allowed ? Filter.all() : NEVER;
  }

  /** Whether every record that fulfils {@code reach} is one of those that are allowed. */
  private static boolean covers(Decision decision, Filter reach) {
    return decision instanceof Decision.Allowed
        || (decision instanceof Decision.AllowedWhere where
            && !reach.equals(Filter.all())
            && alternatives(where.filter()).containsAll(alternatives(reach)));
  }

  private static List<Filter> alternatives(Filter filter) {
    return filter instanceof Filter.Or or
        ? or.parts().stream().flatMap(part -> alternatives(part).stream()).toList()
        : List.of(filter);
  }
}
