package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.argument;
import static dev.pergola.internal.schema.Types.inputField;
import static dev.pergola.internal.schema.Types.inputObject;
import static dev.pergola.internal.schema.Types.listOf;
import static dev.pergola.internal.schema.Types.named;

import dev.pergola.model.Field;
import dev.pergola.model.FilterKind;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import java.util.List;
import java.util.Optional;

/** What a listing by key may say about the sort fields (spec: schema 4.2, 5). */
final class KeyInputs {

  private static final List<String> ORDER = List.of("eq", "le", "lt", "ge", "gt");

  private final TypeRegistry types;

  KeyInputs(TypeRegistry types) {
    this.types = types;
  }

  /**
   * The argument that narrows the sort fields, and the inputs that it needs; empty without any sort
   * field.
   *
   * @param keyName {@code Primary}, or the name of the index
   */
  Optional<GraphQLArgument> sortArgument(ModelType model, String keyName, List<Field> sort) {
    return SortArgument.name(sort)
        .map(
            name ->
                argument(
                    name,
                    named(
                        sort.size() == 1
                            ? keyCondition(sort.get(0))
                            : compositeKeyCondition(model, keyName, sort))));
  }

  private String keyCondition(Field field) {
    FilterKind kind =
        field.type() instanceof Scalar scalar ? scalar.filterKind() : FilterKind.STRING;
    String name = Names.keyConditionInput(kind);
    types.addOnce(name, () -> conditions(name, FixedTypes.operand(kind), FixedTypes.isText(kind)));
    return name;
  }

  private String compositeKeyCondition(ModelType model, String keyName, List<Field> sort) {
    String values = Names.compositeKeyInput(model, keyName);
    String name = Names.compositeKeyConditionInput(model, keyName);
    types.add(conditions(name, named(values), true));
    types.add(compositeKey(values, sort));
    return name;
  }

  /** The original reduces the type of the last field, which begins-with is about. */
  private static GraphQLInputObjectType compositeKey(String name, List<Field> sort) {
    GraphQLInputObjectType.Builder input = inputObject(name);
    for (Field field : sort) {
      boolean last = field.equals(sort.get(sort.size() - 1));
      input.field(
          inputField(
              field.name(),
              last && field.type() instanceof Scalar scalar
                  ? FixedTypes.operand(scalar.filterKind())
                  : Types.one(field, false)));
    }
    return input.build();
  }

  private static GraphQLInputObjectType conditions(
      String name, GraphQLInputType operand, boolean text) {
    GraphQLInputObjectType.Builder input = inputObject(name);
    ORDER.forEach(operator -> input.field(inputField(operator, operand)));
    input.field(inputField("between", listOf(operand)));
    if (text) {
      input.field(inputField("beginsWith", operand));
    }
    return input.build();
  }
}
