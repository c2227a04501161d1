package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.CallerRule;
import dev.pergola.dsl.ClaimedRule;
import dev.pergola.dsl.GroupFieldRule;
import dev.pergola.dsl.GroupRule;
import dev.pergola.dsl.Operation;
import dev.pergola.dsl.OwnerRule;
import dev.pergola.dsl.Provider;
import graphql.language.ObjectTypeDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules that ask for a user's name or groups. A rule keeps its words, so a provider that
 * is not named stays so.
 */
final class RecordRuleReader {

  /** The field of a group rule that names neither groups nor a field. */
  private static final String GROUPS_FIELD = "groups";

  private final @Nullable ObjectTypeDefinition type;

  /** A reader of the rules of this model; null for those of an operation. */
  RecordRuleReader(@Nullable ObjectTypeDefinition type) {
    this.type = type;
  }

  /** A rule about owners. */
  Optional<AuthRule.ForModel> owner(Members rule) {
    rule.allowOnly(Set.of("allow", "provider", "operations", "ownerField", "identityClaim"));
    Optional<Provider> provider = userProvider(rule);
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    String field = rule.text("ownerField").orElse("owner");
    OwnerRule owner = ownerIn(rule, field, provider.get());
    Optional<Operation[]> operations = RuleWords.operations(rule);
    Optional<String> claim = rule.text("identityClaim");
    if (claim.isEmpty()) {
      return Optional.of(operations.<AuthRule.ForModel>map(owner::to).orElse(owner));
    }
    ClaimedRule claimed = owner.identityClaim(claim.get());
    return Optional.of(operations.<AuthRule.ForModel>map(claimed::to).orElse(claimed));
  }

  private OwnerRule ownerIn(Members rule, String field, Provider provider) {
    if (rule.has("provider")) {
      return isList(field)
          ? allow.ownersDefinedIn(field, provider)
          : allow.ownerDefinedIn(field, provider);
    }
    return isList(field) ? allow.ownersDefinedIn(field) : allow.ownerDefinedIn(field);
  }

  /** A rule about groups: named ones, or those that a field holds. */
  Optional<AuthRule.ForModel> groups(Members rule) {
    rule.allowOnly(
        Set.of("allow", "provider", "operations", "groups", "groupsField", "groupClaim"));
    Optional<Provider> provider = userProvider(rule);
    Optional<List<String>> groups = rule.texts("groups");
    if (groups.isPresent() && rule.has("groupsField")) {
      rule.wrong("a group rule has either 'groups' or 'groupsField'.");
      return Optional.empty();
    }
    String field = rule.text("groupsField").orElse(GROUPS_FIELD);
    return provider.map(
        known ->
            groups.isPresent()
                ? namedGroups(rule, named(rule, groups.get(), known))
                : groupField(rule, field, known));
  }

  private static GroupRule named(Members rule, List<String> groups, Provider provider) {
    return rule.has("provider")
        ? allow.groups(groups, provider)
        : allow.groups(groups.toArray(String[]::new));
  }

  private static AuthRule.ForModel namedGroups(Members rule, GroupRule groups) {
    Optional<Operation[]> operations = RuleWords.operations(rule);
    Optional<String> claim = rule.text("groupClaim");
    if (claim.isEmpty()) {
      return operations.<AuthRule.ForModel>map(groups::to).orElse(groups);
    }
    CallerRule claimed = groups.withClaimIn(claim.get());
    return operations.<AuthRule.ForModel>map(claimed::to).orElse(claimed);
  }

  private AuthRule.ForModel groupField(Members rule, String field, Provider provider) {
    GroupFieldRule groups = fieldGroups(rule, field, provider);
    Optional<Operation[]> operations = RuleWords.operations(rule);
    Optional<String> claim = rule.text("groupClaim");
    if (claim.isEmpty()) {
      return operations.<AuthRule.ForModel>map(groups::to).orElse(groups);
    }
    ClaimedRule claimed = groups.withClaimIn(claim.get());
    return operations.<AuthRule.ForModel>map(claimed::to).orElse(claimed);
  }

  private GroupFieldRule fieldGroups(Members rule, String field, Provider provider) {
    if (rule.has("provider")) {
      return isList(field)
          ? allow.groupsDefinedIn(field, provider)
          : allow.groupDefinedIn(field, provider);
    }
    return isList(field) ? allow.groupsDefinedIn(field) : allow.groupDefinedIn(field);
  }

  /** The provider of a rule that asks for a user's name or groups. */
  private static Optional<Provider> userProvider(Members rule) {
    return switch (rule.word("provider").orElse("userPools")) {
      case "userPools" -> Optional.of(Provider.USER_POOLS);
      case "oidc" -> Optional.of(Provider.OIDC);
      default -> RuleWords.unknownProvider(rule, "userPools or oidc");
    };
  }

  /** The document does not say whether a rule means one name or a list; the field does. */
  private boolean isList(String field) {
    return type != null
        && type.getFieldDefinitions().stream()
            .filter(definition -> definition.getName().equals(field))
            .anyMatch(definition -> TypeShape.of(definition.getType()).list());
  }
}
