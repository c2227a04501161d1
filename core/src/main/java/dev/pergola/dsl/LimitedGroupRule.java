package dev.pergola.dsl;

/** A {@link GroupRule} or {@link GroupFieldRule} after {@code to}. */
public final class LimitedGroupRule extends RuleValue
    implements AuthRule.ForModel, AuthRule.ForSchema {

  LimitedGroupRule(RuleSpec spec) {
    super(spec);
  }

  /** Looks for the caller's groups in this claim instead of {@code cognito:groups}. */
  public LimitedRule withClaimIn(String claim) {
    return new LimitedRule(spec.claimIn("withClaimIn", claim));
  }
}
