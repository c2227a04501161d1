package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.inputField;
import static dev.pergola.internal.schema.Types.inputObject;
import static dev.pergola.internal.schema.Types.listOf;
import static dev.pergola.internal.schema.Types.named;

import dev.pergola.model.Behavior;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.FilterKind;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import java.util.List;

/**
 * What a listing can be narrowed by and a mutation made to depend on: an input per model, and one
 * per enum (spec: schema 4.3).
 */
final class FilterInputs {

  private static final String ID = "id";

  private final TypeRegistry types;
  private final Behavior behavior;

  FilterInputs(TypeRegistry types, Behavior behavior) {
    this.types = types;
    this.behavior = behavior;
  }

  void add(ModelType model) {
    types.add(filterInput(model));
    types.add(conditionInput(model));
  }

  private GraphQLInputObjectType filterInput(ModelType model) {
    String name = Names.filterInput(model);
    GraphQLInputObjectType.Builder input = inputObject(name);
    model.fields().stream()
        .filter(FilterInputs::filterable)
        .forEach(field -> input.field(inputField(field.name(), operators(field))));
    if (behavior == Behavior.APPSYNC && model.field(ID).isEmpty()) {
      input.field(inputField(ID, named(Names.filterInput(FilterKind.ID))));
    }
    return combinators(input, name).build();
  }

  private GraphQLInputObjectType conditionInput(ModelType model) {
    String name = Names.conditionInput(model);
    GraphQLInputObjectType.Builder input = inputObject(name);
    model.fields().stream()
        .filter(field -> filterable(field) && !leftOutOfConditions(model, field))
        .forEach(field -> input.field(inputField(field.name(), operators(field))));
    return combinators(input, name).build();
  }

  /** A condition is about the record that the key found: the key says nothing more. */
  private boolean leftOutOfConditions(ModelType model, Field field) {
    if (behavior == Behavior.APPSYNC && !model.name().equals(model.capitalName())) {
      // The original looks for the key under the capital name, and does not find it.
      return field.name().equals(ID) && field.type() == Scalar.ID;
    }
    return field.name().equals(ID) || model.keyFields().contains(field);
  }

  private static GraphQLInputObjectType.Builder combinators(
      GraphQLInputObjectType.Builder input, String name) {
    return input
        .field(inputField("and", listOf(named(name))))
        .field(inputField("or", listOf(named(name))))
        .field(inputField("not", named(name)));
  }

  private static boolean filterable(Field field) {
    return !(field.type() instanceof CustomType);
  }

  private GraphQLInputType operators(Field field) {
    if (field.type() instanceof EnumType type) {
      return named(isListFilter(field) ? listInput(type) : singleInput(type));
    }
    return named(Names.filterInput(((Scalar) field.type()).filterKind()));
  }

  /** The original forgets that a required list of an enum is a list. */
  private boolean isListFilter(Field field) {
    return field.list() && !(behavior == Behavior.APPSYNC && field.required());
  }

  private String singleInput(EnumType type) {
    String name = Names.filterInput(type);
    types.addOnce(name, () -> withOperators(name, List.of("eq", "ne"), named(type.name())).build());
    return name;
  }

  private String listInput(EnumType type) {
    String name = Names.listFilterInput(type);
    types.addOnce(
        name,
        () ->
            withOperators(name, List.of("eq", "ne"), listOf(named(type.name())))
                .field(inputField("contains", named(type.name())))
                .field(inputField("notContains", named(type.name())))
                .build());
    return name;
  }

  private static GraphQLInputObjectType.Builder withOperators(
      String name, List<String> operators, GraphQLInputType operand) {
    GraphQLInputObjectType.Builder input = inputObject(name);
    operators.forEach(operator -> input.field(inputField(operator, operand)));
    return input;
  }
}
