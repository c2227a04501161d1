package dev.pergola.internal.authorize;

import dev.pergola.auth.Identity;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.Rule;
import dev.pergola.model.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision with what led to it, for those who want to know why. Immutable. */
public final class Judgement {

  private final Access access;
  private final Decision decision;
  private final Reason reason;
  private final List<Tried> tried;

  Judgement(Access access, Decision decision, Reason reason, List<Tried> tried) {
    this.access = access;
    this.decision = decision;
    this.reason = reason;
    this.tried = tried;
  }

  /** What was asked. */
  public Access access() {
    return access;
  }

  /** What was answered. */
  public Decision decision() {
    return decision;
  }

  /** Whether there was anything to decide: not where everybody may who has come so far. */
  public boolean matters() {
    return reason != Reason.OPEN;
  }

  /** The rules that match the caller, always or for some records, in the author's words. */
  public List<String> matching() {
    return tried.stream()
        .filter(each -> !(each.match() instanceof Match.None))
        .map(each -> RuleText.of(each.rule()))
        .toList();
  }

  /** All of it for people, as the members of a JSON object. Holds no value of a claim or record. */
  public Map<String, Object> explain() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("operation", access.purpose().word());
    members.put("on", access.subject().toString());
    members.put("caller", caller());
    members.put("decision", outcome());
    members.put("because", because());
    if (reason == Reason.RULES) {
      members.put("rules", rules());
    }
    return members;
  }

  private String caller() {
    if (access.identity() instanceof Identity.Admin) {
      return "admin";
    }
    return access.identity() instanceof Identity.Function function
        ? "function " + function.name()
        : Wording.provider(access.identity().mode());
  }

  private String outcome() {
    if (decision instanceof Decision.Allowed) {
      return "allowed";
    }
    if (decision instanceof Decision.AllowedWhere) {
      return "allowed where a rule matches the record";
    }
    return decision instanceof Decision.DeniedFields some
        ? "denied for " + String.join(", ", some.fields())
        : "denied";
  }

  private String because() {
    return switch (reason) {
      case ADMIN -> "the admin passes every rule";
      case FUNCTION ->
          "allow.resource grants the function %s%s"
              .formatted(
                  decision instanceof Decision.Allowed ? "" : "no ",
                  access.purpose().ofFunctions().map(ResourceGrant.Access::name).orElse("access"));
      case CLOSED -> "the custom authorizer closes it to this caller";
      case OPEN -> "it has no check of its own";
      case RULES -> becauseOfRules();
    };
  }

  private String becauseOfRules() {
    if (decision instanceof Decision.DeniedFields) {
      return "no rule that matches grants these fields";
    }
    if (!(decision instanceof Decision.Denied)) {
      return "a rule matches";
    }
    if (access.rules().isEmpty()) {
      return "no rule grants it";
    }
    return tried.isEmpty() ? "no rule is for callers of this mode" : "no rule matches";
  }

  private List<Map<String, Object>> rules() {
    Map<Rule, Match> matches = new LinkedHashMap<>();
    tried.forEach(each -> matches.put(each.rule(), each.match()));
    List<Map<String, Object>> rules = new ArrayList<>();
    for (Rule rule : access.rules()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("rule", RuleText.of(rule));
      RuleText.compared(rule).ifPresent(compared -> members.put("compared", compared));
      Match match = matches.get(rule);
      members.put("outcome", match == null ? otherMode(rule) : outcome(match));
      rules.add(members);
    }
    return rules;
  }

  private static String otherMode(Rule rule) {
    return "not tried: it is for callers of mode " + Wording.provider(rule.mode());
  }

  private static String outcome(Match match) {
    if (match instanceof Match.None none) {
      return "does not match: " + none.why();
    }
    return match instanceof Match.Always ? "matches" : "matches some records";
  }

  /** What a decision rests on. */
  enum Reason {
    ADMIN,
    FUNCTION,
    CLOSED,
    OPEN,
    RULES
  }
}
