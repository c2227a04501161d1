package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.CallerRule;
import dev.pergola.dsl.CustomProvider;
import dev.pergola.dsl.Provider;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of {@code @auth}: of a model and its fields, or of an operation. */
final class RuleReader {

  private static final Set<String> CALLER_MEMBERS = Set.of("allow", "provider", "operations");

  private final @Nullable ObjectTypeDefinition type;
  private final Findings findings;
  private final RecordRuleReader records;

  /** A reader of the rules of a model and of its fields. */
  RuleReader(ObjectTypeDefinition type, Findings findings) {
    this.type = type;
    this.findings = findings;
    this.records = new RecordRuleReader(type);
  }

  private RuleReader(Findings findings) {
    this.type = null;
    this.findings = findings;
    this.records = new RecordRuleReader(null);
  }

  /** The rules of a custom operation. */
  static AuthRule.ForOperation[] ofOperation(String place, Directive auth, Findings findings) {
    RuleReader reader = new RuleReader(findings);
    List<AuthRule.ForModel> rules = reader.read(place, auth);
    AuthRule.ForOperation[] fit =
        rules.stream()
            .filter(AuthRule.ForOperation.class::isInstance)
            .map(AuthRule.ForOperation.class::cast)
            .toArray(AuthRule.ForOperation[]::new);
    if (fit.length < rules.size()) {
      findings.wrong(
          auth,
          place
              + ", @auth: an operation has no record, and is granted as a whole. Use public, private, groups or custom, without 'operations'.");
    }
    return fit;
  }

  /** Whether a rule of the model itself asks for this field. */
  boolean isAbout(String field) {
    return type != null
        && type.getDirectives("auth").stream()
            .flatMap(auth -> auth.getArguments().stream())
            .flatMap(rules -> Members.elements(rules.getValue()).stream())
            .filter(ObjectValue.class::isInstance)
            .flatMap(rule -> ((ObjectValue) rule).getObjectFields().stream())
            .anyMatch(
                member ->
                    member.getName().endsWith("Field")
                        && member.getValue() instanceof StringValue text
                        && field.equals(text.getValue()));
  }

  /** The rules of the directive; those that cannot be read are left out, after saying so. */
  List<AuthRule.ForModel> read(String place, Directive auth) {
    List<Argument> arguments = auth.getArguments();
    if (arguments.size() != 1 || !arguments.get(0).getName().equals("rules")) {
      findings.wrong(auth, place + ": @auth takes rules alone, as in @auth(rules: [...]).");
      return List.of();
    }
    List<AuthRule.ForModel> rules = new ArrayList<>();
    for (Value<?> value : Members.elements(arguments.get(0).getValue())) {
      if (value instanceof ObjectValue object) {
        rule(Members.of(place + ", @auth", object, findings)).ifPresent(rules::add);
      } else {
        findings.wrong(value, place + ", @auth: a rule is an object, as in {allow: owner}.");
      }
    }
    return rules;
  }

  private Optional<AuthRule.ForModel> rule(Members rule) {
    return switch (rule.word("allow").orElse("")) {
      case "public" -> publicRule(rule);
      case "private" -> privateRule(rule);
      case "custom" -> customRule(rule);
      case "owner" -> records.owner(rule);
      case "groups" -> records.groups(rule);
      default -> {
        rule.wrong("'allow' has to be public, private, owner, groups or custom.");
        yield Optional.empty();
      }
    };
  }

  private static Optional<AuthRule.ForModel> publicRule(Members rule) {
    rule.allowOnly(CALLER_MEMBERS);
    return switch (rule.word("provider").orElse("apiKey")) {
      case "apiKey" -> Optional.of(limited(rule, allow.publicApiKey()));
      case "identityPool", "iam" -> Optional.of(limited(rule, allow.guest()));
      default -> RuleWords.unknownProvider(rule, "apiKey or identityPool");
    };
  }

  private static Optional<AuthRule.ForModel> privateRule(Members rule) {
    rule.allowOnly(CALLER_MEMBERS);
    if (!rule.has("provider")) {
      return Optional.of(limited(rule, allow.authenticated()));
    }
    return switch (rule.word("provider").orElse("")) {
      case "userPools" -> Optional.of(limited(rule, allow.authenticated(Provider.USER_POOLS)));
      case "oidc" -> Optional.of(limited(rule, allow.authenticated(Provider.OIDC)));
      case "identityPool", "iam" ->
          Optional.of(limited(rule, allow.authenticated(Provider.IDENTITY_POOL)));
      default -> RuleWords.unknownProvider(rule, "userPools, oidc or identityPool");
    };
  }

  private static Optional<AuthRule.ForModel> customRule(Members rule) {
    rule.allowOnly(CALLER_MEMBERS);
    if (!rule.has("provider")) {
      return Optional.of(limited(rule, allow.custom()));
    }
    return rule.word("provider").orElse("").equals("function")
        ? Optional.of(limited(rule, allow.custom(CustomProvider.FUNCTION)))
        : RuleWords.unknownProvider(rule, "function");
  }

  private static AuthRule.ForModel limited(Members rule, CallerRule caller) {
    return RuleWords.operations(rule).<AuthRule.ForModel>map(caller::to).orElse(caller);
  }
}
