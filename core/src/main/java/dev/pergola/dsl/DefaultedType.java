package dev.pergola.dsl;

/** A scalar with a default value; it is never a list. */
public final class DefaultedType extends FieldType {

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
}
