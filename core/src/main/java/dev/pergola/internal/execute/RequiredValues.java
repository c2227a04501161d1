package dev.pergola.internal.execute;

import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses nulls in places that have none, however deep they are: an update may send one, and the
 * JSON text {@code null} is one. The original stores them, and breaks every later read of the
 * record.
 */
final class RequiredValues {

  private RequiredValues() {}

  /** Checks what a record is to have in a field. */
  static void check(ModelType model, Field field, @Nullable Object value) {
    check(model.name(), field.name(), field.type(), field.shape(), value);
  }

  private static void check(
      String parent, String name, ValueType type, Shape shape, @Nullable Object value) {
    if (value == null) {
      if (shape.required()) {
        throw ClientErrors.requiredField(name, parent);
      }
    } else if (shape.list() && value instanceof List<?> elements) {
      Shape element = new Shape(false, shape.elementRequired(), false);
      elements.forEach(each -> check(parent, name, type, element, each));
    } else if (type instanceof CustomType custom && value instanceof Map<?, ?> members) {
      for (NamedValue field : custom.fields()) {
        check(custom.name(), field.name(), field.type(), field.shape(), members.get(field.name()));
      }
    }
  }
}
