package dev.pergola.dsl;

/**
 * What can stand alone in a field or be an element of a list: every scalar and a named enum.
 *
 * @param <S> the type itself
 */
public abstract sealed class ElementType<S extends ElementType<S>> extends FieldType
    permits BooleanType, FloatType, IntegerType, RefType, TextType, TimestampType {

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

  abstract S with(FieldSpec changed);
}
