package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Scalar;

/**
 * A scalar that is written as text beside plain strings: an ID, a date, an address and the like.
 */
public final class TextType extends ElementType<TextType> {

  TextType(Scalar scalar) {
    this(FieldSpec.of(new TypeSpec.OfScalar(scalar)));
  }

  private TextType(FieldSpec spec) {
    super(spec);
  }

  /**
   * The value that a create stores when it is given none; TypeScript {@code default}. It has to be
   * legal for the type; JSON is given as JSON text.
   */
  public DefaultedType defaultValue(String value) {
    return new DefaultedType(spec.withDefault(requireNonNull(value, "value")));
  }

  @Override
  TextType with(FieldSpec changed) {
    return new TextType(changed);
  }
}
