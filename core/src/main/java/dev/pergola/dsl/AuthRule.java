package dev.pergola.dsl;

/**
 * Who may do what; made by {@link Dsl#allow}. Rules of one list are alternatives: a request needs
 * only one of them to match. The type of a rule says where it may stand.
 */
public sealed interface AuthRule
    permits AuthRule.ForModel, AuthRule.ForOperation, AuthRule.ForSchema {

  /** A rule that may stand on a model or on a field of one. */
  sealed interface ForModel extends AuthRule
      permits CallerRule,
          ClaimedRule,
          GroupFieldRule,
          GroupRule,
          LimitedGroupRule,
          LimitedOwnerRule,
          LimitedRule,
          OwnerRule {}

  /**
   * A rule that may stand on a custom operation: about the caller alone, since there is no record,
   * and without {@code to}, since there is one operation only.
   */
  sealed interface ForOperation extends AuthRule permits CallerRule, GroupRule {}

  /** A rule that may stand on a schema, for what has none of its own. */
  sealed interface ForSchema extends AuthRule
      permits CallerRule,
          ClaimedRule,
          GroupFieldRule,
          GroupRule,
          LimitedGroupRule,
          LimitedOwnerRule,
          LimitedRule,
          OwnerRule,
          ResourceRule {}
}
