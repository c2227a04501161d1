package dev.pergola.sdl;

import dev.pergola.model.Mode;
import dev.pergola.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rules: as {@code @auth}, or as the directives of AppSync where the original does. */
final class RulePrinter {

  private RulePrinter() {}

  /** The rules as one {@code @auth}, in the words they were written in. */
  static String auth(List<Rule> rules) {
    return rules.stream()
        .map(RulePrinter::object)
        .collect(Collectors.joining(", ", "@auth(rules: [", "])"));
  }

  /** The rules as directives of AppSync, for an operation with a custom resolver. */
  static String output(String operation, List<Rule> rules) {
    return rules.stream()
        .map(rule -> rule.accept(new ToOutput(operation)))
        .collect(Collectors.joining(" "));
  }

  private static String object(Rule rule) {
    Words words = rule.accept(ToWords.INSTANCE);
    List<String> members = new ArrayList<>();
    members.add("allow: " + words.allow());
    if (rule.wording().provider() != null) {
      members.add("provider: " + rule.wording().provider());
    }
    if (rule.wording().operations() != null) {
      members.add("operations: [" + String.join(", ", rule.wording().operations()) + "]");
    }
    members.addAll(words.details());
    return "{" + String.join(", ", members) + "}";
  }

  /**
   * A rule in the words of the language.
   *
   * @param allow the word after {@code allow}
   * @param details what only some rules have
   */
  private record Words(String allow, List<String> details) {

    static Words of(String allow, String... details) {
      return new Words(allow, List.of(details));
    }

    /** Of a rule for groups; the claim that is meant where none stands does not stand. */
    static Words ofGroups(String member, String claim) {
      return claim.equals(Rule.Groups.DEFAULT_CLAIM)
          ? of("groups", member)
          : of("groups", member, "groupClaim: " + SdlText.quoted(claim));
    }
  }

  private enum ToWords implements Rule.Visitor<Words> {
    INSTANCE;

    @Override
    public Words publicApiKey(Rule.PublicApiKey rule) {
      return Words.of("public");
    }

    @Override
    public Words guest(Rule.Guest rule) {
      return Words.of("public");
    }

    @Override
    public Words authenticated(Rule.Authenticated rule) {
      return Words.of("private");
    }

    @Override
    public Words owner(Rule.Owner rule) {
      String field = "ownerField: " + SdlText.quoted(rule.field().name());
      String claim = rule.wording().claim();
      return claim == null
          ? Words.of("owner", field)
          : Words.of("owner", field, "identityClaim: " + SdlText.quoted(claim));
    }

    @Override
    public Words groups(Rule.Groups rule) {
      return Words.ofGroups("groups: " + SdlText.quoted(rule.groups()), rule.claim());
    }

    @Override
    public Words groupsDefinedIn(Rule.GroupsDefinedIn rule) {
      return Words.ofGroups("groupsField: " + SdlText.quoted(rule.field().name()), rule.claim());
    }

    @Override
    public Words groupsInUnknownField(Rule.GroupsInUnknownField rule) {
      return Words.ofGroups("groupsField: " + SdlText.quoted(rule.field()), rule.claim());
    }

    @Override
    public Words custom(Rule.Custom rule) {
      return Words.of("custom");
    }
  }

  /** The directive of AppSync for a rule of this operation. */
  private record ToOutput(String operation) implements Rule.Visitor<String> {

    @Override
    public String publicApiKey(Rule.PublicApiKey rule) {
      return "@aws_api_key";
    }

    @Override
    public String guest(Rule.Guest rule) {
      return "@aws_iam";
    }

    @Override
    public String authenticated(Rule.Authenticated rule) {
      return switch (rule.mode()) {
        case OIDC -> "@aws_oidc";
        case IAM -> "@aws_iam";
        default -> "@aws_cognito_user_pools";
      };
    }

    @Override
    public String owner(Rule.Owner rule) {
      throw none(rule);
    }

    @Override
    public String groups(Rule.Groups rule) {
      if (rule.mode() != Mode.USER_POOL || !rule.claim().equals(Rule.Groups.DEFAULT_CLAIM)) {
        throw none(rule);
      }
      return "@aws_cognito_user_pools(cognito_groups: %s)".formatted(SdlText.quoted(rule.groups()));
    }

    @Override
    public String groupsDefinedIn(Rule.GroupsDefinedIn rule) {
      throw none(rule);
    }

    @Override
    public String groupsInUnknownField(Rule.GroupsInUnknownField rule) {
      throw none(rule);
    }

    @Override
    public String custom(Rule.Custom rule) {
      return "@aws_lambda";
    }

    private IllegalArgumentException none(Rule rule) {
      return new IllegalArgumentException(
          "Operation '%s': the language has no words for %s beside a custom resolver. Use a function, or a rule for the user pool's groups."
              .formatted(operation, rule));
    }
  }
}
