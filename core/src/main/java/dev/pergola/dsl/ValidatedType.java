package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

/**
 * A text or number of a model that is checked on create and update; it is never a list.
 *
 * @param <V> the values it may hold
 */
public final class ValidatedType<V> extends ModelFieldType {

  ValidatedType(FieldSpec spec) {
    super(spec);
  }

  /** The field is never null. */
  public ValidatedType<V> required() {
    return new ValidatedType<>(spec.asRequired());
  }

  /** The value that a create stores when it is given none; TypeScript {@code default}. */
  public DefaultedType defaultValue(V value) {
    return new DefaultedType(spec.withDefault(requireNonNull(value, "value")));
  }

  /** With these rules instead of the model's, for this field only; without a rule, for nobody. */
  public RuledType authorization(AuthRule.ForModel... rules) {
    return new RuledType(spec.withRules(RuleSpec.of(rules)));
  }
}
