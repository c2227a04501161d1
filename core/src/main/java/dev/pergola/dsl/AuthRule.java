package dev.pergola.dsl;

/**
 * Who may do what; made by {@link Dsl#allow}. Rules of one list are alternatives: a request needs
 * only one of them to match. The type of a rule says where it may stand.
 */
public sealed interface AuthRule permits AuthRule.ForModel, AuthRule.ForSchema {

  /** A rule that may stand on a model. */
  sealed interface ForModel extends AuthRule
      permits CallerRule,
          ClaimedRule,
          GroupFieldRule,
          GroupRule,
          LimitedGroupRule,
          LimitedOwnerRule,
          LimitedRule,
          OwnerRule {}

  /** A rule that may stand on a schema, for the models that have none of their own. */
  sealed interface ForSchema extends AuthRule
      permits CallerRule,
          ClaimedRule,
          GroupFieldRule,
          GroupRule,
          LimitedGroupRule,
          LimitedOwnerRule,
          LimitedRule,
          OwnerRule {}
}
