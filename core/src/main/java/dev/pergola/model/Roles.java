package dev.pergola.model;

import java.util.List;

/** The roles of a rule, equal for all rules that are about the same callers. */
enum Roles implements Rule.Visitor<List<Rule>> {
  INSTANCE;

  @Override
  public List<Rule> publicApiKey(Rule.PublicApiKey rule) {
    return List.of(new Rule.PublicApiKey(RoleMatrix.ALL));
  }

  @Override
  public List<Rule> guest(Rule.Guest rule) {
    return List.of(new Rule.Guest(RoleMatrix.ALL));
  }

  @Override
  public List<Rule> authenticated(Rule.Authenticated rule) {
    return List.of(new Rule.Authenticated(rule.mode(), RoleMatrix.ALL));
  }

  @Override
  public List<Rule> owner(Rule.Owner rule) {
    return List.of(new Rule.Owner(rule.mode(), rule.field(), rule.claims(), RoleMatrix.ALL));
  }

  @Override
  public List<Rule> groups(Rule.Groups rule) {
    return rule.groups().stream()
        .<Rule>map(
            group -> new Rule.Groups(rule.mode(), List.of(group), rule.claim(), RoleMatrix.ALL))
        .toList();
  }

  @Override
  public List<Rule> groupsDefinedIn(Rule.GroupsDefinedIn rule) {
    return List.of(
        new Rule.GroupsDefinedIn(rule.mode(), rule.field(), rule.claim(), RoleMatrix.ALL));
  }

  @Override
  public List<Rule> groupsInUnknownField(Rule.GroupsInUnknownField rule) {
    return List.of(
        new Rule.GroupsInUnknownField(rule.mode(), rule.field(), rule.claim(), RoleMatrix.ALL));
  }

  @Override
  public List<Rule> custom(Rule.Custom rule) {
    return List.of(new Rule.Custom(RoleMatrix.ALL));
  }
}
