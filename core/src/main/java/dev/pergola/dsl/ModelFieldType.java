package dev.pergola.dsl;

/**
 * What a field of a model may be; made by {@link Dsl#a}. A value says where it may stand and has
 * nothing to read. Nullable and single until a verb says otherwise.
 */
public abstract sealed class ModelFieldType
    permits DefaultedType, FieldType, RelationType, RuledType, ValidatedType {

  final FieldSpec spec;

  ModelFieldType(FieldSpec spec) {
    this.spec = spec;
  }
}
