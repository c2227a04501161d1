package dev.pergola.dsl;

import dev.pergola.model.Field;
import dev.pergola.model.Grants;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import java.util.List;

/**
 * Whether everybody who may read a model may read its required fields. A field that is hidden from
 * some of its readers is null for them, and one that is never null cannot be hidden. As in the
 * original, a model without subscriptions is not asked.
 */
final class FieldRuleChecks {

  /** What the original says (spec: authorization 6), for those who look for its words. */
  private static final String ORIGINAL =
      "When using field-level authorization rules you need to add rules to all of the model's"
          + " required fields with at least read permissions.";

  private final ModelDraft draft;
  private final RuleResolver rules;
  private final Scope scope;

  /** Checks of a model whose rules have been resolved by {@code rules}. */
  FieldRuleChecks(ModelDraft draft, RuleResolver rules, Scope scope) {
    this.draft = draft;
    this.rules = rules;
    this.scope = scope;
  }

  void check() {
    if (draft.fieldRules.isEmpty() || draft.disabled.contains(ModelOperation.SUBSCRIPTIONS)) {
      return;
    }
    Grants grants = Grants.of(draft.members, draft.rules, draft.fieldRules);
    // The original takes only those for readers who may get single records.
    List<Rule> readers = scope.safe() ? grants.readAnyhow() : grants.reach(Operation.GET);
    draft.members.stream()
        .filter(member -> member instanceof Field field && field.required())
        .forEach(
            member ->
                grants.hiddenFrom(member.name()).stream()
                    .filter(readers::contains)
                    .forEach(role -> refuse(member.name(), role)));
  }

  private void refuse(String field, Rule role) {
    scope
        .problems()
        .add(
            draft.place().field(field),
            rules.textOf(role),
            "lets callers read the model who may not read this field, and the field is"
                + " never null",
            ORIGINAL + " Let the same callers read both, or leave .required() out.");
  }
}
