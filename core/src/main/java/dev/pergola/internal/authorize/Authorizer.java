package dev.pergola.internal.authorize;

import dev.pergola.auth.Identity;
import dev.pergola.model.Behavior;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.request.Introspection;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The one decision function (spec: authorization 1 to 7). Deny by default: what no rule allows is
 * not allowed, and a claim that is missing or of another kind matches nothing. Immutable and safe
 * to share.
 */
public final class Authorizer {

  private static final Decision DENIED = new Decision.Denied();
  private static final Decision ALLOWED = new Decision.Allowed(List.of());

  private final Behavior behavior;

  /** A function that reads claims as this behavior says. */
  public Authorizer(Behavior behavior) {
    this.behavior = behavior;
  }

  /** Says whether, and for which records, this access is allowed. */
  public Decision decide(Access access) {
    if (access.identity() instanceof Identity.Admin) {
      return ALLOWED;
    }
    if (access.identity() instanceof Identity.Lambda lambda && !lambda.deniedFields().isEmpty()) {
      // What its authorizer closes to this caller is not looked at field by field yet, so
      // everything is closed.
      return DENIED;
    }
    RuleMatcher matcher =
        new RuleMatcher(
            access.identity(),
            access.operations().stream().allMatch(Operation::reads),
            access.key(),
            behavior);
    List<Match> matches =
        access.rules().stream()
            .filter(rule -> rule.mode() == access.identity().mode())
            .filter(rule -> rule.operations().stream().anyMatch(access.operations()::contains))
            .map(rule -> rule.accept(matcher))
            .toList();
    Row input = access.input();
    return input == null ? decideStored(matches) : decideCreate(matches, input);
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

  private static Decision decideStored(List<Match> matches) {
    List<Filter> alternatives = new ArrayList<>();
    for (Match match : matches) {
      if (match instanceof Match.Always) {
        return ALLOWED;
      }
      if (match instanceof Match.Where where) {
        alternatives.add(where.filter());
      }
    }
    if (alternatives.isEmpty()) {
      return DENIED;
    }
    return new Decision.AllowedWhere(
        alternatives.size() == 1 ? alternatives.get(0) : new Filter.Or(alternatives));
  }

  /**
   * An owner field that was not sent is filled with the caller, by every owner rule, even when
   * another rule already allows the create. One that was sent has to name the caller, unless
   * another rule allows the create; a sent null names nobody.
   */
  private static Decision decideCreate(List<Match> matches, Row input) {
    List<Assignment> fills = new ArrayList<>();
    boolean allowed = false;
    for (Match match : matches) {
      if (match instanceof Match.Always) {
        allowed = true;
      } else if (match instanceof Match.Where where) {
        Assignment fill = where.fill();
        if (fill != null && !input.has(fill.column().position())) {
          fills.add(fill);
          allowed = true;
        } else {
          allowed |= where.filter().toPredicate().test(input);
        }
      }
    }
    return allowed ? new Decision.Allowed(fills) : DENIED;
  }
}
