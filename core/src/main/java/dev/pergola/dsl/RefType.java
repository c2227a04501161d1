package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

/** A named enum; see {@link Types#ref}. */
public final class RefType extends FieldType {

  RefType(String name) {
    this(FieldSpec.of(new TypeSpec.Ref(requireNonNull(name, "name"))));
  }

  private RefType(FieldSpec spec) {
    super(spec);
  }

  /** The field is never null; before {@link #array()}: no element is. */
  public RefType required() {
    return new RefType(spec.asRequired());
  }

  /** The field holds a list of these. */
  public ListType array() {
    return new ListType(spec.asList());
  }
}
