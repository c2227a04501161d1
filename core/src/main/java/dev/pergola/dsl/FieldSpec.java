package dev.pergola.dsl;

import dev.pergola.model.Shape;
import dev.pergola.model.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a {@link ModelFieldType} says, for the resolver to read.
 *
 * @param type what it holds one or more of
 * @param shape how many, and what may be null
 * @param defaultValue what {@code defaultValue} gave
 * @param checks what {@code validate} gave
 * @param rules what {@code authorization} gave; null when it was not called
 */
record FieldSpec(
    TypeSpec type,
    Shape shape,
    @Nullable Object defaultValue,
    List<Validation> checks,
    @Nullable List<RuleSpec> rules) {

  static FieldSpec of(TypeSpec type) {
    return new FieldSpec(type, Shape.NULLABLE, null, List.of(), null);
  }

  /** The calls that the author wrote. */
  String text() {
    return type.text()
        + (shape.elementRequired() ? ".required()" : "")
        + (shape.list() ? ".array()" : "")
        + (shape.required() ? ".required()" : "")
        + (checks.isEmpty() ? "" : ".validate(...)")
        + (defaultValue == null ? "" : ".defaultValue(" + Texts.literal(defaultValue) + ")");
  }

  FieldSpec asRequired() {
    return new FieldSpec(type, shape.withRequired(true), defaultValue, checks, rules);
  }

  /** A list of what this was: {@code required} before {@code array} is about the elements. */
  FieldSpec asList() {
    return new FieldSpec(
        type, new Shape(true, false, shape.required()), defaultValue, checks, rules);
  }

  FieldSpec withDefault(Object value) {
    return new FieldSpec(type, shape, value, checks, rules);
  }

  FieldSpec withChecks(List<Validation> all) {
    return new FieldSpec(type, shape, defaultValue, all, rules);
  }

  FieldSpec withRules(List<RuleSpec> all) {
    return new FieldSpec(type, shape, defaultValue, checks, all);
  }
}
