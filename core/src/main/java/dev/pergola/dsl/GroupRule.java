package dev.pergola.dsl;

/** A rule about the users of named groups. */
public final class GroupRule extends RuleValue
    implements AuthRule.ForModel, AuthRule.ForOperation, AuthRule.ForSchema {

  GroupRule(RuleSpec spec) {
    super(spec);
  }

  /** Grants these operations only. */
  public LimitedGroupRule to(Operation... operations) {
    return new LimitedGroupRule(spec.limitedTo(operations));
  }

  /** Looks for the caller's groups in this claim instead of {@code cognito:groups}. */
  public CallerRule withClaimIn(String claim) {
    return new CallerRule(spec.claimIn("withClaimIn", claim));
  }
}
