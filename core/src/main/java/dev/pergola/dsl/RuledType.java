package dev.pergola.dsl;

/**
 * A field of a model with rules of its own; see {@code authorization} of the other field types. It
 * says all it can say: the rules are given last.
 */
public final class RuledType extends ModelFieldType {

  RuledType(FieldSpec spec) {
    super(spec);
  }
}
