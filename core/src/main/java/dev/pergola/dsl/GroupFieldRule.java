package dev.pergola.dsl;

/** A rule about the users of the groups that a field of the record names. */
public final class GroupFieldRule extends RuleValue
    implements AuthRule.ForModel, AuthRule.ForSchema {

  GroupFieldRule(RuleSpec spec) {
    super(spec);
  }

  /** Grants these operations only. */
  public LimitedGroupRule to(Operation... operations) {
    return new LimitedGroupRule(spec.limitedTo(operations));
  }

  /** Looks for the caller's groups in this claim instead of {@code cognito:groups}. */
  public ClaimedRule withClaimIn(String claim) {
    return new ClaimedRule(spec.claimIn("withClaimIn", claim));
  }
}
