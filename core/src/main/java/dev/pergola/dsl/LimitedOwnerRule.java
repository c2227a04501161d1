package dev.pergola.dsl;

/** An {@link OwnerRule} after {@code to}. */
public final class LimitedOwnerRule extends RuleValue
    implements AuthRule.ForModel, AuthRule.ForSchema {

  LimitedOwnerRule(RuleSpec spec) {
    super(spec);
  }

  /**
   * Recognises the owner by this claim instead of {@code sub::username}. Claims joined with {@code
   * ::} make one name, as in {@code "sub::email"}.
   */
  public LimitedRule identityClaim(String claim) {
    return new LimitedRule(spec.claimIn("identityClaim", claim));
  }
}
