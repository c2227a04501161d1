package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.inputField;
import static dev.pergola.internal.schema.Types.inputObject;

import dev.pergola.model.CustomType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The inputs that stand for custom types (spec: schema 2.5). Those of operations have names of
 * their own; those of models are named for the type, and an operation's input of the same name is
 * then the same.
 */
final class ValueInputs {

  private final TypeRegistry types;
  private final Map<String, Set<String>> added = new HashMap<>();

  ValueInputs(TypeRegistry types) {
    this.types = types;
  }

  /** Adds an input of an operation. */
  void addOwn(CustomType input) {
    add(input.name(), input, Types::input);
  }

  /** Adds what a field of a model with this type takes, and what is nested in it. */
  void addFor(ValueType type) {
    Deque<ValueType> open = new ArrayDeque<>();
    open.add(type);
    while (!open.isEmpty()) {
      if (open.poll() instanceof CustomType custom
          && add(Names.valueInput(custom), custom, Types::modelInput)) {
        custom.fields().forEach(field -> open.add(field.type()));
      }
    }
  }

  /** False if the input is there already. */
  private boolean add(
      String name, CustomType custom, BiFunction<ValueType, Shape, GraphQLInputType> typeOf) {
    GraphQLInputObjectType.Builder input = inputObject(name);
    Set<String> lines = new HashSet<>();
    for (NamedValue field : custom.fields()) {
      GraphQLInputType type = typeOf.apply(field.type(), field.shape());
      input.field(inputField(field.name(), type));
      lines.add(field.name() + ": " + GraphQLTypeUtil.simplePrint(type));
    }
    Set<String> other = added.putIfAbsent(name, lines);
    if (other == null) {
      types.add(input.build());
    } else if (!other.equals(lines)) {
      throw new IllegalArgumentException(
          "Two inputs of different fields would be called '%s', one of them for the custom type '%s'; rename that."
              .formatted(name, custom.name()));
    }
    return other == null;
  }
}
