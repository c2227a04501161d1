package dev.pergola.dsl;

/** A list of scalars, enums or custom types; it has no default value and no validation. */
public final class ListType extends FieldType {

  ListType(FieldSpec spec) {
    super(spec);
  }

  /** The list itself is never null; {@code required()} before {@code array()} is about elements. */
  public ListType required() {
    return new ListType(spec.asRequired());
  }

  /**
   * In a model: with these rules instead of the model's, for this field only; without a rule, for
   * nobody.
   */
  public RuledType authorization(AuthRule.ForModel... rules) {
    return new RuledType(spec.withRules(RuleSpec.of(rules)));
  }
}
