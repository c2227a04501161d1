package dev.pergola.outputs;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelResult;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Relation;
import dev.pergola.model.ResultType;
import dev.pergola.model.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the introspection document says of a place that holds a value. */
final class ValueDescription {

  private ValueDescription() {}

  static Map<String, @Nullable Object> field(Field field) {
    // Every create fills an implicit timestamp, but the document calls it nullable.
    boolean timestamp = field.origin() == Field.Origin.IMPLICIT_TIMESTAMP;
    Shape shape = timestamp ? Shape.NULLABLE : field.shape();
    Map<String, @Nullable Object> description = field(field.name(), output(field.type()), shape);
    if (timestamp) {
      description.put("isReadOnly", true);
    }
    return description;
  }

  static Map<String, @Nullable Object> field(NamedValue field) {
    return field(field.name(), output(field.type()), field.shape());
  }

  static Map<String, @Nullable Object> relation(Relation relation) {
    boolean many = relation.kind() == Relation.Kind.HAS_MANY;
    Map<String, @Nullable Object> description =
        field(relation.name(), Map.of("model", relation.target()), new Shape(many, false, false));
    Map<String, @Nullable Object> association = new LinkedHashMap<>();
    association.put("connectionType", relation.kind().name());
    switch (relation.kind()) {
      case HAS_MANY -> association.put("associatedWith", relation.references());
      case HAS_ONE -> {
        association.put("associatedWith", relation.references());
        association.put("targetNames", List.of());
      }
      case BELONGS_TO -> association.put("targetNames", relation.references());
    }
    description.put("association", association);
    return description;
  }

  static Map<String, @Nullable Object> argument(NamedValue argument) {
    Object type =
        argument.type() instanceof CustomType custom
            ? Map.of("input", custom.name())
            : output(argument.type());
    return value(argument.name(), type, argument.shape());
  }

  static Map<String, @Nullable Object> operation(CustomOperation operation) {
    Map<String, @Nullable Object> description =
        value(operation.name(), output(operation.result()), operation.shape());
    if (!operation.arguments().isEmpty()) {
      description.put(
          "arguments",
          ModelIntrospection.named(
              operation.arguments(), NamedValue::name, ValueDescription::argument));
    }
    return description;
  }

  private static Map<String, @Nullable Object> field(String name, Object type, Shape shape) {
    Map<String, @Nullable Object> description = value(name, type, shape);
    description.put("attributes", List.of());
    return description;
  }

  private static Map<String, @Nullable Object> value(String name, Object type, Shape shape) {
    Map<String, @Nullable Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("isArray", shape.list());
    description.put("type", type);
    description.put("isRequired", shape.list() ? shape.elementRequired() : shape.required());
    if (shape.list()) {
      description.put("isArrayNullable", !shape.required());
    }
    return description;
  }

  private static Object output(ResultType type) {
    if (type instanceof EnumType enumeration) {
      return Map.of("enum", enumeration.name());
    }
    if (type instanceof CustomType custom) {
      return Map.of("nonModel", custom.name());
    }
    return type instanceof ModelResult records
        ? Map.of("model", records.model())
        : type.graphqlName();
  }
}
