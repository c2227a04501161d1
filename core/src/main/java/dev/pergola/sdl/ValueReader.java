package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.ElementType;
import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.ListType;
import graphql.language.Node;
import java.util.Optional;

/** Reads what a field, an argument or an answer holds. */
final class ValueReader {

  /** Where a value stands: GraphQL keeps the types of answers and of arguments apart. */
  enum Side {
    OUTPUT,
    INPUT
  }

  private final DeclaredTypes types;
  private final Findings findings;

  ValueReader(DeclaredTypes types, Findings findings) {
    this.types = types;
    this.findings = findings;
  }

  /**
   * The type; empty when it cannot be read, after saying so. A model is read where only an answer
   * may hold one: the schema's own checks name that mistake.
   */
  Optional<FieldType> read(String place, Node<?> node, TypeShape shape, Side side) {
    if (shape.nested()) {
      findings.wrong(node, place + ": a list of lists cannot be stored. Use one list, or AWSJSON.");
      return Optional.empty();
    }
    Optional<ScalarWord<?>> scalar = ScalarWord.of(shape.name());
    if (scalar.isPresent()) {
      return Optional.of(shaped(scalar.get().type(), shape));
    }
    if (types.isEnum(shape.name()) || types.isModel(shape.name())) {
      return Optional.of(shaped(a.ref(shape.name()), shape));
    }
    Side declared = side == Side.INPUT ? Side.OUTPUT : Side.INPUT;
    if (side == Side.INPUT ? types.isInput(shape.name()) : types.isCustomType(shape.name())) {
      return Optional.of(shaped(a.ref(shape.name()), shape));
    }
    if (!types.isRefused(shape.name())) {
      findings.wrong(node, place + ": " + unknown(shape.name(), declared));
    }
    return Optional.empty();
  }

  private String unknown(String name, Side other) {
    if (other == Side.OUTPUT && types.isCustomType(name)) {
      return "an argument takes inputs, and '%s' is a type. Declare an input beside it."
          .formatted(name);
    }
    if (other == Side.INPUT && types.isInput(name)) {
      return "an answer holds types, and '%s' is an input. Declare a type beside it."
          .formatted(name);
    }
    return "the document has no type '%s'. Declare it, or use a scalar as String or AWSDate."
        .formatted(name);
  }

  /** The type as often, and as never null, as the shape says. */
  static <S extends ElementType<S>> FieldType shaped(ElementType<S> type, TypeShape shape) {
    if (!shape.list()) {
      return shape.required() ? type.required() : type;
    }
    ListType list = shape.elementRequired() ? type.required().array() : type.array();
    return shape.required() ? list.required() : list;
  }
}
