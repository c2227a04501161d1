package dev.pergola.outputs;

import dev.pergola.model.CustomType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Arguments in TypeScript, which knows no inputs: one is made of each custom type that an argument
 * refers to, under the type's name and {@code Input}, or written where it is used, under a name
 * made of the place (spec: schema 2.5).
 */
final class InputCode {

  private static final String SUFFIX = "Input";

  private final Map<String, CustomType> customTypes = new HashMap<>();
  private final Set<CustomType> reached = new HashSet<>();
  private final List<String> problems;

  InputCode(SchemaModel schema, List<String> problems) {
    schema.customTypes().forEach(type -> customTypes.put(type.name(), type));
    this.problems = problems;
  }

  /** The argument as a member of {@code arguments({...})}. */
  String argument(String operation, NamedValue argument) {
    return property("Argument '%s(%s)'".formatted(operation, argument.name()), operation, argument);
  }

  /** The inputs of which no custom type has been made, so that the original would not make them. */
  List<CustomType> unreached(SchemaModel schema) {
    return schema.inputs().stream().filter(input -> !reached.contains(input)).toList();
  }

  private String property(String place, String owner, NamedValue value) {
    String code =
        value.type() instanceof CustomType input
            ? input(place, Capital.of(owner) + Capital.of(value.name()), input, value.shape())
            : ValueCode.value(value.type(), value.shape());
    return Code.property(value.name(), code);
  }

  private String input(String place, String implicitName, CustomType input, Shape shape) {
    reached.add(input);
    String name = input.name();
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
    CustomType named = customTypes.get(stem);
    if (named != null && alike(named, input, new HashSet<>())) {
      return ValueCode.ref(stem) + ValueCode.modifiers(shape);
    }
    if (named == null && stem.equals(implicitName) && shape.equals(Shape.NULLABLE)) {
      return ValueCode.customType(
          input.fields().stream()
              .map(field -> property("Input '%s'".formatted(name), implicitName, field))
              .toList());
    }
    problems.add(
        "%s takes the input '%s', and TypeScript makes inputs of custom types only. Declare a custom type %s with the same fields."
            .formatted(
                place, name, stem.isEmpty() ? "and name the input after it" : "'" + stem + "'"));
    return "a.json()";
  }

  /** Whether the input that the original makes of this type is this one. */
  private boolean alike(CustomType type, CustomType input, Set<CustomType> compared) {
    reached.add(input);
    if (!compared.add(type)) {
      return true;
    }
    return type.fields().size() == input.fields().size()
        && type.fields().stream()
            .allMatch(
                field ->
                    input
                        .field(field.name())
                        .filter(other -> field.shape().equals(other.shape()))
                        .filter(other -> alike(field.type(), other.type(), compared))
                        .isPresent());
  }

  private boolean alike(ValueType type, ValueType input, Set<CustomType> compared) {
    if (type instanceof CustomType custom && input instanceof CustomType other) {
      return other.name().equals(custom.name() + SUFFIX) && alike(custom, other, compared);
    }
    return type.equals(input);
  }
}
