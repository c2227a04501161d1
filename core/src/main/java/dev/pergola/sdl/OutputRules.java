package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.Provider;
import graphql.language.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the directives of AppSync on an operation without {@code @auth}: the original writes the
 * rules of operations with resolvers of their own so.
 */
final class OutputRules {

  private static final String SUBSCRIBE = "aws_subscribe";

  private OutputRules() {}

  /** The directives that stand for rules. */
  static List<Directive> of(List<Directive> directives) {
    return directives.stream()
        .filter(Advice::ofOutput)
        .filter(directive -> !directive.getName().equals(SUBSCRIBE))
        .toList();
  }

  /** The rules; a directive that means none is left out, after saying so. */
  static AuthRule.ForOperation[] read(String place, List<Directive> directives, Findings findings) {
    List<AuthRule.ForOperation> rules = new ArrayList<>();
    directives.forEach(directive -> rule(place, directive, findings).ifPresent(rules::add));
    return rules.toArray(AuthRule.ForOperation[]::new);
  }

  private static Optional<AuthRule.ForOperation> rule(
      String place, Directive directive, Findings findings) {
    Members members = Members.of(place, directive, findings);
    boolean userPool = Set.of("aws_cognito_user_pools", "aws_auth").contains(directive.getName());
    members.allowOnly(userPool ? Set.of("cognito_groups") : Set.of());
    return switch (directive.getName()) {
      case "aws_api_key" -> Optional.of(allow.publicApiKey());
      case "aws_iam" -> Optional.of(allow.authenticated(Provider.IDENTITY_POOL));
      case "aws_oidc" -> Optional.of(allow.authenticated(Provider.OIDC));
      case "aws_lambda" -> Optional.of(allow.custom());
      case "aws_cognito_user_pools", "aws_auth" ->
          Optional.of(
              members
                  .texts("cognito_groups")
                  .<AuthRule.ForOperation>map(groups -> allow.groups(groups.toArray(String[]::new)))
                  .orElse(allow.authenticated()));
      default -> {
        members.wrong("is no directive that says who may call. Use @auth.");
        yield Optional.empty();
      }
    };
  }
}
