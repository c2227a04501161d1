package dev.pergola.dsl;

/** A rule about a field of the record that has named its claim. */
public final class ClaimedRule extends RuleValue implements AuthRule.ForModel, AuthRule.ForSchema {

  ClaimedRule(RuleSpec spec) {
    super(spec);
  }

  /** Grants these operations only. */
  public LimitedRule to(Operation... operations) {
    return new LimitedRule(spec.limitedTo(operations));
  }
}
