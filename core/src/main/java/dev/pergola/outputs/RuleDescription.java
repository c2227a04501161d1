package dev.pergola.outputs;

import dev.pergola.model.Rule;
import dev.pergola.model.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the introspection document says of a rule: the author's words, with the defaults that the
 * original adds to them.
 */
final class RuleDescription implements Rule.Visitor<Map<String, @Nullable Object>> {

  private static final List<String> ALL = List.of("create", "update", "delete", "read");

  // The document names this claim, while the API itself goes by sub::username.
  private static final String DEFAULT_OWNER_CLAIM = "cognito:username";

  private static final String USERNAME = "username";

  private RuleDescription() {}

  static Map<String, @Nullable Object> of(Rule rule) {
    return rule.accept(new RuleDescription());
  }

  @Override
  public Map<String, @Nullable Object> publicApiKey(Rule.PublicApiKey rule) {
    return caller("public", rule);
  }

  @Override
  public Map<String, @Nullable Object> guest(Rule.Guest rule) {
    return caller("public", rule);
  }

  @Override
  public Map<String, @Nullable Object> authenticated(Rule.Authenticated rule) {
    return caller("private", rule);
  }

  @Override
  public Map<String, @Nullable Object> custom(Rule.Custom rule) {
    return caller("custom", rule);
  }

  @Override
  public Map<String, @Nullable Object> owner(Rule.Owner rule) {
    String named = rule.wording().claim();
    // The claim has this name in one kind of a user pool's tokens, and the default in the other.
    String claim = USERNAME.equals(named) ? null : named;
    Map<String, @Nullable Object> description = new LinkedHashMap<>();
    description.put("provider", Wording.provider(rule.mode()));
    description.put("ownerField", rule.field().name());
    description.put("allow", "owner");
    description.put("identityClaim", claim == null ? DEFAULT_OWNER_CLAIM : claim);
    description.put("operations", operations(rule));
    return description;
  }

  @Override
  public Map<String, @Nullable Object> groups(Rule.Groups rule) {
    Map<String, @Nullable Object> description = ofGroups(rule, rule.claim());
    description.put("groups", rule.groups());
    description.put("operations", operations(rule));
    return description;
  }

  @Override
  public Map<String, @Nullable Object> groupsDefinedIn(Rule.GroupsDefinedIn rule) {
    return inField(rule, rule.claim(), rule.field().name());
  }

  @Override
  public Map<String, @Nullable Object> groupsInUnknownField(Rule.GroupsInUnknownField rule) {
    return inField(rule, rule.claim(), rule.field());
  }

  private static Map<String, @Nullable Object> caller(String allow, Rule rule) {
    Map<String, @Nullable Object> description = new LinkedHashMap<>();
    description.put("allow", allow);
    if (rule.wording().provider() != null) {
      description.put("provider", rule.wording().provider());
    }
    description.put("operations", operations(rule));
    return description;
  }

  private static Map<String, @Nullable Object> inField(Rule rule, String claim, String field) {
    Map<String, @Nullable Object> description = ofGroups(rule, claim);
    description.put("groupsField", field);
    description.put("groupField", "groups");
    description.put("operations", operations(rule));
    return description;
  }

  private static Map<String, @Nullable Object> ofGroups(Rule rule, String claim) {
    Map<String, @Nullable Object> description = new LinkedHashMap<>();
    description.put("groupClaim", claim);
    description.put("provider", Wording.provider(rule.mode()));
    description.put("allow", "groups");
    return description;
  }

  private static List<String> operations(Rule rule) {
    List<String> named = rule.wording().operations();
    return named == null ? ALL : named;
  }
}
