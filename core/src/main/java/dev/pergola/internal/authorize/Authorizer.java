package dev.pergola.internal.authorize;

import dev.pergola.auth.Identity;
import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.Field;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.Rule;
import dev.pergola.request.Introspection;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The one decision function (spec: authorization 1 to 9). Deny by default: what no rule allows is
 * not allowed, and a claim that is missing or of another kind matches nothing. Immutable and safe
 * to share.
 */
public final class Authorizer {

  private static final Decision DENIED = new Decision.Denied();
  private static final Decision ALLOWED = new Decision.Allowed(List.of());

  private final Behavior behavior;
  private final List<ResourceGrant> functions;
  private final List<DecisionObserver> observers;

  /**
   * A function that reads claims as this behavior says.
   *
   * @param functions what functions of the host may do in their own name
   */
  public Authorizer(Behavior behavior, List<ResourceGrant> functions) {
    this(behavior, List.copyOf(functions), List.of());
  }

  private Authorizer(
      Behavior behavior, List<ResourceGrant> functions, List<DecisionObserver> observers) {
    this.behavior = behavior;
    this.functions = functions;
    this.observers = observers;
  }

  /** The same function, with somebody more who is told of each decision. */
  public Authorizer observedBy(DecisionObserver observer) {
    List<DecisionObserver> more = new ArrayList<>(observers);
    more.add(observer);
    return new Authorizer(behavior, functions, List.copyOf(more));
  }

  /** Says whether, and for which records, this access is allowed. */
  public Decision decide(Access access) {
    Judgement judgement = judge(access);
    for (DecisionObserver observer : observers) {
      observer.decided(judgement);
    }
    return judgement.decision();
  }

  private Judgement judge(Access access) {
    if (access.identity() instanceof Identity.Admin) {
      return new Judgement(access, ALLOWED, Judgement.Reason.ADMIN, List.of());
    }
    if (access.identity() instanceof Identity.Function function) {
      Decision decision = isGranted(function, access.purpose()) ? ALLOWED : DENIED;
      return new Judgement(access, decision, Judgement.Reason.FUNCTION, List.of());
    }
    if (isClosed(access)) {
      return new Judgement(access, DENIED, Judgement.Reason.CLOSED, List.of());
    }
    if (access.subject().open()) {
      return new Judgement(access, ALLOWED, Judgement.Reason.OPEN, List.of());
    }
    List<Tried> tried = tried(access);
    Access.Creation creation = access.creation();
    Decision decision = creation == null ? decideStored(tried) : decideCreate(tried, creation);
    return new Judgement(access, decision, Judgement.Reason.RULES, tried);
  }

  private boolean isClosed(Access access) {
    String field = access.subject().field();
    boolean told = access.purpose() == Purpose.READ_FIELD || access.purpose() == Purpose.ENTER;
    return told && field != null && isClosed(access.identity(), access.subject().type(), field);
  }

  /**
   * Says whether a field of any type stays closed to a caller whatever the rules are, as the custom
   * authorizer that let the caller in wants it.
   */
  public boolean isClosed(Identity identity, String type, String field) {
    return identity instanceof Identity.Lambda lambda && lambda.denies(type, field);
  }

  /** Says whether the caller may ask for the schema itself. */
  public boolean mayIntrospect(Identity identity, Introspection introspection) {
    return introspection.open()
        || identity instanceof Identity.Admin
        || ClaimReader.of(identity)
            .map(claims -> claims.groups(Rule.Groups.DEFAULT_CLAIM))
            .map(groups -> introspection.groups().stream().anyMatch(groups::contains))
            .orElse(false);
  }

  /** Inside of what it may call, a function is trusted as the admin is. */
  private boolean isGranted(Identity.Function function, Purpose purpose) {
    return functions.stream()
        .filter(grant -> grant.name().equals(function.name()))
        .anyMatch(
            grant ->
                purpose
                    .ofFunctions()
                    .map(needed -> grant.access().contains(needed))
                    .orElse(!grant.access().isEmpty()));
  }

  private List<Tried> tried(Access access) {
    RuleMatcher matcher =
        new RuleMatcher(access.identity(), access.purpose().reads(), access.key(), behavior);
    List<Tried> tried = new ArrayList<>();
    for (Rule rule : access.rules()) {
      if (rule.mode() == access.identity().mode()) {
        tried.add(new Tried(rule, rule.accept(matcher)));
      }
    }
    return tried;
  }

  private static Decision decideStored(List<Tried> tried) {
    Set<Filter> alternatives = new LinkedHashSet<>();
    for (Tried each : tried) {
      if (each.match() instanceof Match.Always) {
        return ALLOWED;
      }
      if (each.match() instanceof Match.Where where) {
        alternatives.add(where.filter());
      }
    }
    if (alternatives.isEmpty()) {
      return DENIED;
    }
    return new Decision.AllowedWhere(
        alternatives.size() == 1
            ? alternatives.iterator().next()
            : new Filter.Or(List.copyOf(alternatives)));
  }

  /**
   * An owner field that was not sent is filled with the caller, by every owner rule, even when
   * another rule already allows the create. One that was sent has to name the caller, unless
   * another rule allows the create; a sent null names nobody. What was sent has to be allowed by
   * the rules that matched, all of them together.
   */
  private Decision decideCreate(List<Tried> tried, Access.Creation creation) {
    List<Assignment> fills = new ArrayList<>();
    List<Rule> matched = new ArrayList<>();
    for (Tried each : tried) {
      if (each.match() instanceof Match.Always) {
        matched.add(each.rule());
      } else if (each.match() instanceof Match.Where where) {
        Assignment fill = where.fill();
        if (fill != null && !isGiven(creation, fill.column())) {
          fills.add(fill);
          matched.add(each.rule());
        } else if (where.filter().toPredicate().test(creation.row())) {
          matched.add(each.rule());
        }
      }
    }
    if (matched.isEmpty()) {
      return DENIED;
    }
    if (!Collections.disjoint(matched, creation.model().grants().createWholly())) {
      return new Decision.Allowed(fills);
    }
    List<String> denied =
        creation.model().fields().stream()
            .filter(field -> creation.sent().contains(field.name()))
            .filter(field -> !maySend(field, creation, matched))
            .map(Field::name)
            .toList();
    return denied.isEmpty() ? new Decision.Allowed(fills) : new Decision.DeniedFields(denied);
  }

  /** Whether a field has a value or was sent; a null that was sent for a key is not in the row. */
  private static boolean isGiven(Access.Creation creation, Column column) {
    return creation.row().has(column.position()) || creation.sent().contains(column.name());
  }

  private boolean maySend(Field field, Access.Creation creation, List<Rule> matched) {
    // That the id of a model which declares none is refused is an open defect of the original.
    boolean free = behavior == Behavior.SAFE && field.origin() == Field.Origin.IMPLICIT_ID;
    return free || !Collections.disjoint(matched, creation.model().grants().create(field.name()));
  }
}
