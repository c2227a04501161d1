package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

/** A named enum; see {@link Types#ref}. */
public final class RefType extends ElementType<RefType> {

  RefType(String name) {
    this(FieldSpec.of(new TypeSpec.Ref(requireNonNull(name, "name"))));
  }

  private RefType(FieldSpec spec) {
    super(spec);
  }

  @Override
  RefType with(FieldSpec changed) {
    return new RefType(changed);
  }
}
