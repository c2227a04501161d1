package dev.pergola.dsl;

/** A scalar of a model with a default value; it is never a list. */
public final class DefaultedType extends ModelFieldType {

  DefaultedType(FieldSpec spec) {
    super(spec);
  }

  /**
   * The field is never null. The input of a create may leave it out, unless the original is
   * followed: there the default does not make a required input optional.
   */
  public DefaultedType required() {
    return new DefaultedType(spec.asRequired());
  }

  /** With these rules instead of the model's, for this field only; without a rule, for nobody. */
  public RuledType authorization(AuthRule.ForModel... rules) {
    return new RuledType(spec.withRules(RuleSpec.of(rules)));
  }
}
