package dev.pergola.dsl;

/**
 * What a field may hold; made by {@link Dsl#a}. A value says where it may stand and has nothing to
 * read. Nullable and single until a verb says otherwise.
 */
public abstract sealed class FieldType permits DefaultedType, ElementType, InlineEnum, ListType {

  final FieldSpec spec;

  FieldType(FieldSpec spec) {
    this.spec = spec;
  }
}
