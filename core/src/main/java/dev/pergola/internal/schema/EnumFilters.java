package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.inputField;
import static dev.pergola.internal.schema.Types.inputObject;
import static dev.pergola.internal.schema.Types.listOf;
import static dev.pergola.internal.schema.Types.named;

import dev.pergola.model.Behavior;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;

/** The filter inputs of enums, one for values and one for lists; there when a field needs them. */
final class EnumFilters {

  private final TypeRegistry types;
  private final Behavior behavior;

  EnumFilters(TypeRegistry types, Behavior behavior) {
    this.types = types;
    this.behavior = behavior;
  }

  /** The name of the filter of a field. The original forgets that a required list is a list. */
  String of(Field field) {
    return behavior == Behavior.APPSYNC && field.required()
        ? single((EnumType) field.type())
        : plain(field);
  }

  /** The name of the filter that the field's type asks for. */
  String plain(Field field) {
    EnumType type = (EnumType) field.type();
    return field.list() ? list(type) : single(type);
  }

  private String single(EnumType type) {
    String name = Names.filterInput(type);
    types.addOnce(name, () -> equality(name, named(type.name())).build());
    return name;
  }

  private String list(EnumType type) {
    String name = Names.listFilterInput(type);
    types.addOnce(
        name,
        () ->
            equality(name, listOf(named(type.name())))
                .field(inputField("contains", named(type.name())))
                .field(inputField("notContains", named(type.name())))
                .build());
    return name;
  }

  private static GraphQLInputObjectType.Builder equality(String name, GraphQLInputType operand) {
    return inputObject(name).field(inputField("eq", operand)).field(inputField("ne", operand));
  }
}
