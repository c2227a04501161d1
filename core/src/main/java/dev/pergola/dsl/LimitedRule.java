package dev.pergola.dsl;

/** A rule that says all it can say. */
public final class LimitedRule extends RuleValue implements AuthRule.ForModel, AuthRule.ForSchema {

  LimitedRule(RuleSpec spec) {
    super(spec);
  }
}
