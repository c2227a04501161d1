package dev.pergola.dsl;

/** A scalar with a default value; it is never a list. */
public final class DefaultedType extends FieldType {

  DefaultedType(FieldSpec spec) {
    super(spec);
  }

  /**
   * The field is never null. A create still has to give a value, as in the original: the default
   * does not make a required input optional.
   */
  public DefaultedType required() {
    return new DefaultedType(spec.asRequired());
  }
}
