package dev.pergola.dsl;

/** An enum that belongs to its field; always nullable, never a list. See {@link Types#enumOf}. */
public final class InlineEnum extends FieldType {

  InlineEnum(String[] values) {
    super(FieldSpec.of(new TypeSpec.Values(Given.all("values", values))));
  }
}
