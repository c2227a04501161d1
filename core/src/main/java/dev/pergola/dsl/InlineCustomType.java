package dev.pergola.dsl;

import java.util.List;

/**
 * A type that belongs to the field, argument or answer it stands in, and is named after it; always
 * nullable, never a list. See {@link Types#customType()}.
 */
public final class InlineCustomType extends FieldType {

  private final List<NamedField> fields;

  InlineCustomType(List<NamedField> fields) {
    super(FieldSpec.of(new TypeSpec.Members(fields)));
    this.fields = fields;
  }

  /** With one field more. */
  public InlineCustomType field(String name, FieldType type) {
    return new InlineCustomType(NamedField.plus(fields, name, type));
  }
}
