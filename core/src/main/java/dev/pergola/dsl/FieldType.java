package dev.pergola.dsl;

/**
 * What any field may hold, be it of a model or of a custom type, and any argument and answer of a
 * custom operation: a value, without what only a model can do for it.
 */
public abstract sealed class FieldType extends ModelFieldType
    permits ElementType, InlineCustomType, InlineEnum, ListType {

  FieldType(FieldSpec spec) {
    super(spec);
  }
}
