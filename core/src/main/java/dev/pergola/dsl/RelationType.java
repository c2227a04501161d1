package dev.pergola.dsl;

import dev.pergola.model.Relation;
import java.util.List;

/**
 * A relation to another model, or to its own; see {@link Types#hasOne}, {@link Types#hasMany} and
 * {@link Types#belongsTo}. It answers null or a page of records, and is never required.
 */
public final class RelationType extends ModelFieldType {

  RelationType(Relation.Kind kind, String model, List<String> references) {
    super(FieldSpec.of(new TypeSpec.ToModel(kind, model, references)));
  }

  /** With these rules instead of the model's, for this field only; without a rule, for nobody. */
  public RuledType authorization(AuthRule.ForModel... rules) {
    return new RuledType(spec.withRules(RuleSpec.of(rules)));
  }
}
