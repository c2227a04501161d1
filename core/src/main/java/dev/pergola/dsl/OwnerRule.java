package dev.pergola.dsl;

/** A rule about the users whom a field of the record names. */
public final class OwnerRule extends RuleValue implements AuthRule.ForModel, AuthRule.ForSchema {

  OwnerRule(RuleSpec spec) {
    super(spec);
  }

  /** Grants these operations only. */
  public LimitedOwnerRule to(Operation... operations) {
    return new LimitedOwnerRule(spec.limitedTo(operations));
  }

  /**
   * Recognises the owner by this claim instead of {@code sub::username}. Claims joined with {@code
   * ::} make one name, as in {@code "sub::email"}.
   */
  public ClaimedRule identityClaim(String claim) {
    return new ClaimedRule(spec.claimIn("identityClaim", claim));
  }
}
