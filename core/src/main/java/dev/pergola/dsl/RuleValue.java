package dev.pergola.dsl;

/** What every rule is beneath its type. */
abstract class RuleValue {

  final RuleSpec spec;

  RuleValue(RuleSpec spec) {
    this.spec = spec;
  }
}
