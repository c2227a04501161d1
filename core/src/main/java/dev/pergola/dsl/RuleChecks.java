package dev.pergola.dsl;

import dev.pergola.dsl.RuleSpec.Kind;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be said of rules without the fields of a model. */
final class RuleChecks {

  private final Set<Mode> modes;
  private final Behavior behavior;
  private final Problems problems;

  RuleChecks(Set<Mode> modes, Behavior behavior, Problems problems) {
    this.modes = modes;
    this.behavior = behavior;
    this.problems = problems;
  }

  /** All rules of one place, checked: those of each call of the verb. */
  List<RuleSpec> rules(Place place, List<List<RuleSpec>> authorizations) {
    problems.checkCalls(
        place, ".authorization(...)", authorizations, "Give all rules in one call.");
    if (authorizations.stream().anyMatch(List::isEmpty)) {
      problems.add(
          place, ".authorization()", "gives no rule", "Give at least one, or leave the call out.");
    }
    List<RuleSpec> rules = authorizations.stream().flatMap(List::stream).toList();
    checkEach(place, rules);
    return rules;
  }

  /** The rules of a field, where none means nobody. */
  void checkEach(Place place, List<RuleSpec> rules) {
    rules.forEach(rule -> check(place, rule));
    // The original does not compare the rules of an operation, which say no more by being two.
    if (behavior == Behavior.SAFE || !place.isOperation()) {
      checkRoles(place, rules);
    }
  }

  private void check(Place place, RuleSpec rule) {
    checkMode(place, rule);
    checkOperations(place, rule);
    checkGroups(place, rule);
    checkClaim(place, rule);
  }

  private void checkMode(Place place, RuleSpec rule) {
    boolean ownRoles = rule.kind() == Kind.GUEST || rule.kind() == Kind.AUTHENTICATED;
    if (rule.mode() == Mode.IAM && !ownRoles) {
      problems.add(
          place,
          rule.text(),
          "asks the identity pool for a name or a group, and it has neither",
          "Use Provider.USER_POOLS or Provider.OIDC.");
    } else if (!configured(rule.mode())) {
      problems.add(
          place,
          rule.text(),
          "is for callers of the mode " + rule.mode() + ", which is not configured",
          "Configure the mode, or use a rule for one of: " + Texts.sorted(modeNames()) + ".");
    }
  }

  /** The original turns IAM on in every API. */
  private boolean configured(Mode mode) {
    return modes.contains(mode) || (mode == Mode.IAM && behavior == Behavior.APPSYNC);
  }

  private Set<String> modeNames() {
    return modes.stream().map(Mode::name).collect(Collectors.toSet());
  }

  private void checkOperations(Place place, RuleSpec rule) {
    List<Operation> operations = rule.operations();
    if (operations == null) {
      return;
    }
    // The original takes it, and grants nothing.
    if (operations.isEmpty() && behavior == Behavior.SAFE) {
      problems.add(
          place,
          rule.text(),
          "grants nothing",
          "Name at least one operation, or leave .to() out to grant all.");
    }
    if (operations.contains(Operation.READ)) {
      operations.stream()
          .filter(Operation::partOfRead)
          .forEach(
              part ->
                  problems.add(
                      place,
                      rule.text(),
                      "names " + part + " beside READ, which holds it already",
                      "Keep READ for all ways of reading, or name only the ways you mean."));
    }
  }

  private void checkGroups(Place place, RuleSpec rule) {
    if (rule.kind() != Kind.GROUPS) {
      return;
    }
    if (rule.groups().isEmpty()) {
      problems.add(place, rule.text(), "names no group", "Name at least one.");
    }
    if (rule.groups().stream().anyMatch(String::isBlank)) {
      problems.add(place, rule.text(), "names an empty group", "Give the group's name.");
    }
  }

  private void checkClaim(Place place, RuleSpec rule) {
    if (rule.claimParts().stream().anyMatch(String::isBlank)) {
      problems.add(
          place,
          rule.text(),
          "names an empty claim",
          "Give the claim's name, or leave the call out for the default.");
    }
  }

  private void checkRoles(Place place, List<RuleSpec> rules) {
    Map<String, RuleSpec> seen = new HashMap<>();
    for (RuleSpec rule : rules) {
      rule.roles().stream()
          .map(role -> seen.putIfAbsent(role, rule))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(
              first ->
                  problems.add(
                      place,
                      rule.text(),
                      "is for the same callers as " + first.text(),
                      "Say in one rule all that they may do."));
    }
  }
}
