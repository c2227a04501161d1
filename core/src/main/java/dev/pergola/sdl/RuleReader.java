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
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rules of {@code @auth} on one type. */
final class RuleReader {

  private static final Set<String> CALLER_MEMBERS = Set.of("allow", "provider", "operations");

  private static final Map<String, Operation> OPERATIONS =
      Map.of(
          "create", Operation.CREATE,
          "update", Operation.UPDATE,
          "delete", Operation.DELETE,
          "read", Operation.READ,
          "get", Operation.GET,
          "list", Operation.LIST,
          "sync", Operation.SYNC,
          "listen", Operation.LISTEN,
          "search", Operation.SEARCH);

  private final String typePlace;
  private final ObjectTypeDefinition type;
  private final Findings findings;

  RuleReader(String typePlace, ObjectTypeDefinition type, Findings findings) {
    this.typePlace = typePlace;
    this.type = type;
    this.findings = findings;
  }

  /** The rules of the directive; those that cannot be read are left out, after saying so. */
  List<AuthRule.ForModel> read(Directive auth) {
    List<Argument> arguments = auth.getArguments();
    if (arguments.size() != 1 || !arguments.get(0).getName().equals("rules")) {
      findings.wrong(auth, typePlace + ": @auth takes rules alone, as in @auth(rules: [...]).");
      return List.of();
    }
    List<AuthRule.ForModel> rules = new ArrayList<>();
    for (Value<?> value : RuleObject.elements(arguments.get(0).getValue())) {
      if (value instanceof ObjectValue object) {
        rule(new RuleObject(typePlace + ", @auth", object, findings)).ifPresent(rules::add);
      } else {
        findings.wrong(value, typePlace + ", @auth: a rule is an object, as in {allow: owner}.");
      }
    }
    return rules;
  }

  private Optional<AuthRule.ForModel> rule(RuleObject rule) {
    return switch (rule.word("allow").orElse("")) {
      case "public" -> publicRule(rule);
      case "private" -> privateRule(rule);
      case "custom" -> customRule(rule);
      case "owner" -> ownerRule(rule);
      case "groups" -> groupRule(rule);
      default -> {
        rule.wrong("'allow' has to be public, private, owner, groups or custom.");
        yield Optional.empty();
      }
    };
  }

  private static Optional<AuthRule.ForModel> publicRule(RuleObject rule) {
    rule.allowOnly(CALLER_MEMBERS);
    return switch (rule.word("provider").orElse("apiKey")) {
      case "apiKey" -> Optional.of(limited(rule, allow.publicApiKey()));
      case "identityPool", "iam" -> Optional.of(limited(rule, allow.guest()));
      default -> unknownProvider(rule, "apiKey or identityPool");
    };
  }

  private static Optional<AuthRule.ForModel> privateRule(RuleObject rule) {
    rule.allowOnly(CALLER_MEMBERS);
    return switch (rule.word("provider").orElse("userPools")) {
      case "userPools" -> Optional.of(limited(rule, allow.authenticated()));
      case "oidc" -> Optional.of(limited(rule, allow.authenticated(Provider.OIDC)));
      case "identityPool", "iam" ->
          Optional.of(limited(rule, allow.authenticated(Provider.IDENTITY_POOL)));
      default -> unknownProvider(rule, "userPools, oidc or identityPool");
    };
  }

  private static Optional<AuthRule.ForModel> customRule(RuleObject rule) {
    rule.allowOnly(CALLER_MEMBERS);
    return rule.word("provider").orElse("function").equals("function")
        ? Optional.of(limited(rule, allow.custom()))
        : unknownProvider(rule, "function");
  }

  private Optional<AuthRule.ForModel> ownerRule(RuleObject rule) {
    rule.allowOnly(Set.of("allow", "provider", "operations", "ownerField", "identityClaim"));
    Optional<Provider> provider = userProvider(rule);
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    String field = rule.text("ownerField").orElse("owner");
    OwnerRule owner =
        isList(field)
            ? allow.ownersDefinedIn(field, provider.get())
            : allow.ownerDefinedIn(field, provider.get());
    Optional<Operation[]> operations = operations(rule);
    Optional<String> claim = rule.text("identityClaim");
    if (claim.isEmpty()) {
      return Optional.of(operations.<AuthRule.ForModel>map(owner::to).orElse(owner));
    }
    ClaimedRule claimed = owner.identityClaim(claim.get());
    return Optional.of(operations.<AuthRule.ForModel>map(claimed::to).orElse(claimed));
  }

  private Optional<AuthRule.ForModel> groupRule(RuleObject rule) {
    rule.allowOnly(
        Set.of("allow", "provider", "operations", "groups", "groupsField", "groupClaim"));
    Optional<Provider> provider = userProvider(rule);
    Optional<List<String>> groups = rule.texts("groups");
    Optional<String> field = rule.text("groupsField");
    if (groups.isPresent() == field.isPresent()) {
      rule.wrong("a group rule has either 'groups' or 'groupsField'.");
      return Optional.empty();
    }
    return provider.map(
        known ->
            groups.isPresent()
                ? namedGroups(rule, allow.groups(groups.get(), known))
                : groupField(rule, field.orElseThrow(), known));
  }

  private static AuthRule.ForModel namedGroups(RuleObject rule, GroupRule groups) {
    Optional<Operation[]> operations = operations(rule);
    Optional<String> claim = rule.text("groupClaim");
    if (claim.isEmpty()) {
      return operations.<AuthRule.ForModel>map(groups::to).orElse(groups);
    }
    CallerRule claimed = groups.withClaimIn(claim.get());
    return operations.<AuthRule.ForModel>map(claimed::to).orElse(claimed);
  }

  private AuthRule.ForModel groupField(RuleObject rule, String field, Provider provider) {
    GroupFieldRule groups =
        isList(field)
            ? allow.groupsDefinedIn(field, provider)
            : allow.groupDefinedIn(field, provider);
    Optional<Operation[]> operations = operations(rule);
    Optional<String> claim = rule.text("groupClaim");
    if (claim.isEmpty()) {
      return operations.<AuthRule.ForModel>map(groups::to).orElse(groups);
    }
    ClaimedRule claimed = groups.withClaimIn(claim.get());
    return operations.<AuthRule.ForModel>map(claimed::to).orElse(claimed);
  }

  private static AuthRule.ForModel limited(RuleObject rule, CallerRule caller) {
    return operations(rule).<AuthRule.ForModel>map(caller::to).orElse(caller);
  }

  private static Optional<Operation[]> operations(RuleObject rule) {
    return rule.words("operations")
        .map(
            words ->
                words.stream()
                    .flatMap(word -> operation(rule, word).stream())
                    .toArray(Operation[]::new));
  }

  private static Optional<Operation> operation(RuleObject rule, String word) {
    Optional<Operation> operation = Optional.ofNullable(OPERATIONS.get(word));
    if (operation.isEmpty()) {
      rule.wrong(
          "'%s' is no operation. Use: %s."
              .formatted(word, String.join(", ", OPERATIONS.keySet().stream().sorted().toList())));
    }
    return operation;
  }

  /** The provider of a rule that asks for a user's name or groups. */
  private static Optional<Provider> userProvider(RuleObject rule) {
    return switch (rule.word("provider").orElse("userPools")) {
      case "userPools" -> Optional.of(Provider.USER_POOLS);
      case "oidc" -> Optional.of(Provider.OIDC);
      default -> unknownProvider(rule, "userPools or oidc");
    };
  }

  private static <T> Optional<T> unknownProvider(RuleObject rule, String known) {
    rule.wrong("'provider' has to be " + known + ".");
    return Optional.empty();
  }

  /** The document does not say whether a rule means one name or a list; the field does. */
  private boolean isList(String field) {
    return type.getFieldDefinitions().stream()
        .filter(definition -> definition.getName().equals(field))
        .anyMatch(definition -> TypeShape.of(definition.getType()).list());
  }
}
