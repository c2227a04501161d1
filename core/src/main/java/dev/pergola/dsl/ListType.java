package dev.pergola.dsl;

/** A list of scalars or of a named enum; it has no default value. */
public final class ListType extends FieldType {

  ListType(FieldSpec spec) {
    super(spec);
  }

  /** The list itself is never null; {@code required()} before {@code array()} is about elements. */
  public ListType required() {
    return new ListType(spec.asRequired());
  }
}
