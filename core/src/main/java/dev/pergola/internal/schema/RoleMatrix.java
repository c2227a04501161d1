package dev.pergola.internal.schema;

import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which role may do what with which declared field or relation of a model, as the original's
 * transformer sees it: a role is a rule without its operations, and one for each group.
 */
final class RoleMatrix {

  private final List<String> members;
  private final Map<String, Role> roles = new LinkedHashMap<>();

  RoleMatrix(ModelType model) {
    this.members =
        model.members().stream()
            .filter(member -> !(member instanceof Field field) || field.declared())
            .map(ModelField::name)
            .toList();
    List<String> governedByModel =
        members.stream().filter(member -> model.fieldRules(member).isEmpty()).toList();
    model.rules().forEach(rule -> grant(rule, governedByModel));
    for (String member : members) {
      model
          .fieldRules(member)
          .ifPresent(rules -> rules.forEach(rule -> grant(rule, List.of(member))));
    }
  }

  /** The modes of all roles. */
  Set<Mode> modes() {
    return modes(roles.values().stream().toList());
  }

  /** The modes of the roles that may do this with some member; delete is about all of them. */
  Set<Mode> modes(Operation operation) {
    return modes(
        roles.values().stream()
            .filter(
                role ->
                    operation == Operation.DELETE
                        ? members.stream().allMatch(member -> role.may(operation, member))
                        : members.stream().anyMatch(member -> role.may(operation, member)))
            .toList());
  }

  private void grant(Rule rule, List<String> where) {
    for (String key : rule.accept(RoleKeys.INSTANCE)) {
      Role role = roles.computeIfAbsent(key, added -> new Role(rule.mode()));
      where.forEach(member -> role.granted.put(member, rule.operations()));
    }
  }

  private static Set<Mode> modes(List<Role> roles) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    roles.forEach(role -> modes.add(role.mode));
    return modes;
  }

  private static final class Role {

    private final Mode mode;
    private final Map<String, Set<Operation>> granted = new HashMap<>();

    private Role(Mode mode) {
      this.mode = mode;
    }

    private boolean may(Operation operation, String member) {
      return granted.getOrDefault(member, Set.of()).contains(operation);
    }
  }

  /** What tells one role from another. */
  private enum RoleKeys implements Rule.Visitor<List<String>> {
    INSTANCE;

    @Override
    public List<String> publicApiKey(Rule.PublicApiKey rule) {
      return List.of("api key");
    }

    @Override
    public List<String> guest(Rule.Guest rule) {
      return List.of("guest");
    }

    @Override
    public List<String> authenticated(Rule.Authenticated rule) {
      return List.of("authenticated " + rule.mode());
    }

    @Override
    public List<String> owner(Rule.Owner rule) {
      return List.of("owner %s %s %s".formatted(rule.mode(), rule.field().name(), rule.claims()));
    }

    @Override
    public List<String> groups(Rule.Groups rule) {
      return rule.groups().stream()
          .map(group -> "group %s %s %s".formatted(rule.mode(), group, rule.claim()))
          .toList();
    }

    @Override
    public List<String> groupsDefinedIn(Rule.GroupsDefinedIn rule) {
      return List.of(
          "groups in %s %s %s".formatted(rule.mode(), rule.field().name(), rule.claim()));
    }

    @Override
    public List<String> groupsInUnknownField(Rule.GroupsInUnknownField rule) {
      return List.of("groups in %s %s %s".formatted(rule.mode(), rule.field(), rule.claim()));
    }

    @Override
    public List<String> custom(Rule.Custom rule) {
      return List.of("custom");
    }
  }
}
