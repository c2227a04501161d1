package dev.pergola.internal.lint;

import dev.pergola.model.Mode;
import dev.pergola.model.Rule;
import java.util.List;
import java.util.Set;

/**
 * Callers that a rule speaks of, without what it grants them.
 *
 * @param mode how they prove who they are
 * @param kind how they are told from others
 * @param name the group, field or claims; empty when there is none
 */
record Role(Mode mode, String kind, String name) {

  private static final String SIGNED_IN = "signed-in callers";

  /** The callers of a rule; several groups are several roles. */
  static List<Role> of(Rule rule) {
    return rule.accept(new Reader());
  }

  /** Whether everybody in this role is also in one of the others. */
  boolean within(Set<Role> others) {
    return others.contains(this)
        || ((mode == Mode.USER_POOL || mode == Mode.OIDC)
            && others.contains(new Role(mode, SIGNED_IN, "")));
  }

  /** The role in words, as in {@code groups "Admins" (USER_POOL)}. */
  String text() {
    return "%s%s (%s)".formatted(kind, name.isEmpty() ? "" : " \"" + name + "\"", mode);
  }

  private static final class Reader implements Rule.Visitor<List<Role>> {

    @Override
    public List<Role> publicApiKey(Rule.PublicApiKey rule) {
      return role(rule, "callers with an API key", "");
    }

    @Override
    public List<Role> guest(Rule.Guest rule) {
      return role(rule, "guests", "");
    }

    @Override
    public List<Role> authenticated(Rule.Authenticated rule) {
      return role(rule, SIGNED_IN, "");
    }

    @Override
    public List<Role> owner(Rule.Owner rule) {
      // Whose name it is matters, and not in which field each model keeps it.
      return role(rule, "owners by", String.join(Rule.Owner.SEPARATOR, rule.claims()));
    }

    @Override
    public List<Role> groups(Rule.Groups rule) {
      return rule.groups().stream()
          .map(group -> new Role(rule.mode(), "group", rule.claim() + " " + group))
          .toList();
    }

    @Override
    public List<Role> groupsDefinedIn(Rule.GroupsDefinedIn rule) {
      return role(rule, "groups of the record by", rule.claim());
    }

    @Override
    public List<Role> groupsInUnknownField(Rule.GroupsInUnknownField rule) {
      return List.of();
    }

    @Override
    public List<Role> custom(Rule.Custom rule) {
      return role(rule, "callers of the custom authorizer", "");
    }

    private static List<Role> role(Rule rule, String kind, String name) {
      return List.of(new Role(rule.mode(), kind, name));
    }
  }
}
