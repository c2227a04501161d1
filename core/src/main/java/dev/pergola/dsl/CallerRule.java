package dev.pergola.dsl;

/** A rule about the caller alone: an API key, a guest, anybody signed in, the custom authorizer. */
public final class CallerRule extends RuleValue
    implements AuthRule.ForModel, AuthRule.ForOperation, AuthRule.ForSchema {

  CallerRule(RuleSpec spec) {
    super(spec);
  }

  /** Grants these operations only. */
  public LimitedRule to(Operation... operations) {
    return new LimitedRule(spec.limitedTo(operations));
  }
}
