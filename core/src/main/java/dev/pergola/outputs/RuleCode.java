package dev.pergola.outputs;

import dev.pergola.model.Mode;
import dev.pergola.model.Rule;
import dev.pergola.model.Wording;
import java.util.List;

/** Rules in TypeScript. */
final class RuleCode implements Rule.Visitor<String> {

  private final boolean limits;

  private RuleCode(boolean limits) {
    this.limits = limits;
  }

  /** {@code authorization((allow) => [...])} for a model, a field, or the whole schema. */
  static String authorization(List<Rule> rules) {
    return call(expressions(rules, true));
  }

  /** The same for a custom operation, whose rules have no {@code to}. */
  static String ofOperation(List<Rule> rules) {
    return call(expressions(rules, false));
  }

  /** Whether a custom operation can state the rule itself, and need not inherit it. */
  static boolean fitsOperation(Rule rule) {
    if (rule instanceof Rule.Groups groups) {
      return groups.claim().equals(Rule.Groups.DEFAULT_CLAIM);
    }
    return !ofRecord(rule);
  }

  /** Whether the rule is about a field of a record. */
  static boolean ofRecord(Rule rule) {
    return rule instanceof Rule.Owner
        || rule instanceof Rule.GroupsDefinedIn
        || rule instanceof Rule.GroupsInUnknownField;
  }

  /** Rules for all custom operations, to be given to {@link #call}. */
  static List<String> expressions(List<Rule> rules) {
    return expressions(rules, false);
  }

  static String call(List<String> rules) {
    return "authorization((allow) => %s)".formatted(Code.list(rules));
  }

  private static List<String> expressions(List<Rule> rules, boolean limits) {
    RuleCode code = new RuleCode(limits);
    return rules.stream().map(rule -> "allow." + rule.accept(code)).toList();
  }

  @Override
  public String publicApiKey(Rule.PublicApiKey rule) {
    return "publicApiKey()" + limit(rule);
  }

  @Override
  public String guest(Rule.Guest rule) {
    return "guest()" + limit(rule);
  }

  @Override
  public String authenticated(Rule.Authenticated rule) {
    // The introspection document shows whether this one names its provider, and no other's.
    String provider =
        rule.wording().provider() == null
            ? provider(rule)
            : Code.text(Wording.provider(rule.mode()));
    return "authenticated(%s)".formatted(provider) + limit(rule);
  }

  @Override
  public String custom(Rule.Custom rule) {
    return "custom(%s)".formatted(rule.wording().provider() == null ? "" : Code.text("function"))
        + limit(rule);
  }

  @Override
  public String owner(Rule.Owner rule) {
    String claim = rule.wording().claim();
    return ownerVerb(rule)
        + limit(rule)
        + (claim == null ? "" : ".identityClaim(%s)".formatted(Code.pasted(claim)));
  }

  @Override
  public String groups(Rule.Groups rule) {
    String names =
        rule.groups().size() == 1
            ? "group(" + Code.pasted(rule.groups().get(0))
            : "groups(" + Code.pasted(rule.groups());
    return names + further(rule) + limit(rule) + claim(rule.claim());
  }

  @Override
  public String groupsDefinedIn(Rule.GroupsDefinedIn rule) {
    return (rule.field().list() ? "groupsDefinedIn(" : "groupDefinedIn(")
        + Code.text(rule.field().name())
        + further(rule)
        + limit(rule)
        + claim(rule.claim());
  }

  @Override
  public String groupsInUnknownField(Rule.GroupsInUnknownField rule) {
    return "groupDefinedIn("
        + Code.text(rule.field())
        + further(rule)
        + limit(rule)
        + claim(rule.claim());
  }

  private static String ownerVerb(Rule.Owner rule) {
    if (rule.field().list()) {
      return "ownersDefinedIn(" + Code.text(rule.field().name()) + further(rule);
    }
    return rule.field().name().equals("owner")
        ? "owner(%s)".formatted(provider(rule))
        : "ownerDefinedIn(" + Code.text(rule.field().name()) + further(rule);
  }

  private static String further(Rule rule) {
    String provider = provider(rule);
    return provider.isEmpty() ? ")" : ", " + provider + ")";
  }

  private static String provider(Rule rule) {
    return rule.mode() == Mode.USER_POOL ? "" : Code.text(Wording.provider(rule.mode()));
  }

  private static String claim(String claim) {
    return claim.equals(Rule.Groups.DEFAULT_CLAIM)
        ? ""
        : ".withClaimIn(%s)".formatted(Code.pasted(claim));
  }

  private String limit(Rule rule) {
    List<String> operations = rule.wording().operations();
    return !limits || operations == null ? "" : ".to(%s)".formatted(Code.texts(operations));
  }
}
