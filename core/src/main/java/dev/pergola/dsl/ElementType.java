package dev.pergola.dsl;

/**
 * What can stand alone or be an element of a list: every scalar, and a type that is referred to by
 * its name.
 *
 * @param <S> the type itself
 */
public abstract sealed class ElementType<S extends ElementType<S>> extends FieldType
    permits BooleanType, FloatType, IntegerType, RefType, StringType, TextType, TimestampType {

  ElementType(FieldSpec spec) {
    super(spec);
  }

  /** The field is never null; before {@link #array()}: no element is. */
  public final S required() {
    return with(spec.asRequired());
  }

  /** The field holds a list of these. */
  public final ListType array() {
    return new ListType(spec.asList());
  }

  /**
   * In a model: with these rules instead of the model's, for this field only; without a rule, for
   * nobody.
   */
  public final RuledType authorization(AuthRule.ForModel... rules) {
    return new RuledType(spec.withRules(RuleSpec.of(rules)));
  }

  abstract S with(FieldSpec changed);
}
