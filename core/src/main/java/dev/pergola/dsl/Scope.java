package dev.pergola.dsl;

import dev.pergola.model.Behavior;

/**
 * What the resolvers of one schema share.
 *
 * @param behavior whether mistakes that the original accepts in silence are problems
 * @param problems where mistakes go
 * @param names who has which name in the API
 * @param rules what can be said of rules without a model
 * @param types the enums, custom types and inputs
 */
record Scope(
    Behavior behavior, Problems problems, GeneratedNames names, RuleChecks rules, TypeTable types) {

  /** Whether what only surprises is mended, and what nobody can mean is refused. */
  boolean safe() {
    return behavior == Behavior.SAFE;
  }
}
