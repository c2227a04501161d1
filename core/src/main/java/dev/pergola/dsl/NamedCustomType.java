package dev.pergola.dsl;

import java.util.List;

/**
 * A type that lives inside records, arguments and answers; see {@link Types#customType(String)}.
 */
public final class NamedCustomType extends SchemaPart {

  final List<NamedField> fields;

  NamedCustomType(String name, List<NamedField> fields) {
    super(name);
    this.fields = fields;
  }

  /** With one field more. A field may refer to this type itself. */
  public NamedCustomType field(String fieldName, FieldType type) {
    return new NamedCustomType(name, NamedField.plus(fields, fieldName, type));
  }
}
