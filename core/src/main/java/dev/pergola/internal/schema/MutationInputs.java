package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.inputField;
import static dev.pergola.internal.schema.Types.inputObject;

import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import graphql.schema.GraphQLInputObjectType;

/**
 * What create, update and delete take (spec: schema 4.4). Undeclared timestamps and owners are no
 * inputs: the server fills them.
 */
final class MutationInputs {

  private final TypeRegistry types;
  private final Behavior behavior;

  MutationInputs(TypeRegistry types, Behavior behavior) {
    this.types = types;
    this.behavior = behavior;
  }

  void add(ModelType model) {
    types.add(createInput(model));
    types.add(updateInput(model));
    types.add(deleteInput(model));
  }

  private GraphQLInputObjectType createInput(ModelType model) {
    GraphQLInputObjectType.Builder input = inputObject(Names.createInput(model));
    for (Field field : model.fields()) {
      if (isInput(field)) {
        boolean required = isRequired(model, field) && !filledByServer(field);
        input.field(inputField(field.name(), Types.input(field, required)));
      }
    }
    return input.build();
  }

  private static GraphQLInputObjectType updateInput(ModelType model) {
    GraphQLInputObjectType.Builder input = inputObject(Names.updateInput(model));
    for (Field field : model.fields()) {
      if (isInput(field)) {
        boolean required = model.keyFields().contains(field);
        input.field(inputField(field.name(), Types.input(field, required)));
      }
    }
    return input.build();
  }

  private static GraphQLInputObjectType deleteInput(ModelType model) {
    GraphQLInputObjectType.Builder input = inputObject(Names.deleteInput(model));
    model
        .keyFields()
        .forEach(field -> input.field(inputField(field.name(), Types.input(field, true))));
    return input.build();
  }

  private static boolean isInput(Field field) {
    return field.declared() || field.origin() == Field.Origin.IMPLICIT_ID;
  }

  private static boolean isRequired(ModelType model, Field field) {
    return field.required() || model.keyFields().contains(field);
  }

  private boolean filledByServer(Field field) {
    return switch (field.name()) {
      case "id" -> field.type() == Scalar.ID || field.type() == Scalar.STRING;
      case "createdAt", "updatedAt" ->
          field.type() == Scalar.DATETIME || field.type() == Scalar.STRING;
      // The original fills a default only where the caller may leave the field out.
      default -> behavior == Behavior.SAFE && field.defaultValue() != null;
    };
  }
}
