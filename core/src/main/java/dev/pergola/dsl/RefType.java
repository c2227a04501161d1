package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

/** A part of the schema by its name; see {@link Types#ref}. */
public final class RefType extends ElementType<RefType> implements SubscriptionSource {

  final String name;

  RefType(String name) {
    this(name, FieldSpec.of(new TypeSpec.Ref(requireNonNull(name, "name"))));
  }

  private RefType(String name, FieldSpec spec) {
    super(spec);
    this.name = name;
  }

  /** Of a model: these mutations that it generates, as the source of a subscription. */
  public ModelMutations mutations(Mutation... mutations) {
    return new ModelMutations(name, mutations);
  }

  @Override
  RefType with(FieldSpec changed) {
    return new RefType(name, changed);
  }
}
