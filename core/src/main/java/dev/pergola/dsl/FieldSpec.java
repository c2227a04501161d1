package dev.pergola.dsl;

import org.jspecify.annotations.Nullable;

/** All that a {@link FieldType} says, for the resolver to read. */
record FieldSpec(
    TypeSpec type,
    boolean list,
    boolean required,
    boolean elementRequired,
    @Nullable Object defaultValue) {

  /** The calls that the author wrote. */
  String text() {
    return type.text()
        + (elementRequired ? ".required()" : "")
        + (list ? ".array()" : "")
        + (required ? ".required()" : "")
        + (defaultValue == null ? "" : ".defaultValue(" + Texts.literal(defaultValue) + ")");
  }

  static FieldSpec of(TypeSpec type) {
    return new FieldSpec(type, false, false, false, null);
  }

  FieldSpec asRequired() {
    return new FieldSpec(type, list, true, elementRequired, defaultValue);
  }

  /** A list of what this was: {@code required} before {@code array} is about the elements. */
  FieldSpec asList() {
    return new FieldSpec(type, true, false, required, null);
  }

  FieldSpec withDefault(Object value) {
    return new FieldSpec(type, list, required, elementRequired, value);
  }
}
