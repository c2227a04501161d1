package dev.pergola.dsl;

import java.util.List;

/** A GraphQL input of arguments under a name of its own; see {@link Types#inputType}. */
public final class NamedInput extends SchemaPart {

  final List<NamedField> fields;

  NamedInput(String name, List<NamedField> fields) {
    super(name);
    this.fields = fields;
  }

  /** With one field more. */
  public NamedInput field(String fieldName, FieldType type) {
    return new NamedInput(name, NamedField.plus(fields, fieldName, type));
  }
}
