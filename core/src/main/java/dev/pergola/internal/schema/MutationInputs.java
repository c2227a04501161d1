package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.inputField;
import static dev.pergola.internal.schema.Types.inputObject;

import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Scalar;
import graphql.schema.GraphQLInputObjectType;

/**
 * What create, update and delete take (spec: schema 4.4). Undeclared timestamps and owners are no
 * inputs: the server fills them.
 */
final class MutationInputs {

  private final TypeRegistry types;
  private final ValueInputs values;
  private final Behavior behavior;

  MutationInputs(TypeRegistry types, ValueInputs values, Behavior behavior) {
    this.types = types;
    this.values = values;
    this.behavior = behavior;
  }

  /** Adds the input of each mutation that the model offers. */
  void add(ModelType model) {
    if (behavior == Behavior.APPSYNC) {
      // In the original a custom type of a model has an input, whether or not a mutation takes it.
      model.fields().forEach(field -> values.addFor(field.type()));
    }
    if (model.offers(ModelOperation.CREATE)) {
      types.add(createInput(model));
    }
    if (model.offers(ModelOperation.UPDATE)) {
      types.add(updateInput(model));
    }
    if (model.offers(ModelOperation.DELETE)) {
      types.add(deleteInput(model));
    }
  }

  private GraphQLInputObjectType createInput(ModelType model) {
    GraphQLInputObjectType.Builder input =
        inputObject(Names.mutationInput(model, Operation.CREATE));
    for (Field field : model.fields()) {
      if (isInput(field)) {
        add(input, field, isRequired(model, field) && !filledByServer(field));
      }
    }
    return input.build();
  }

  private GraphQLInputObjectType updateInput(ModelType model) {
    GraphQLInputObjectType.Builder input =
        inputObject(Names.mutationInput(model, Operation.UPDATE));
    for (Field field : model.fields()) {
      if (isInput(field)) {
        add(input, field, model.keyFields().contains(field));
      }
    }
    return input.build();
  }

  private static GraphQLInputObjectType deleteInput(ModelType model) {
    GraphQLInputObjectType.Builder input =
        inputObject(Names.mutationInput(model, Operation.DELETE));
    model
        .keyFields()
        .forEach(field -> input.field(inputField(field.name(), Types.one(field, true))));
    return input.build();
  }

  private void add(GraphQLInputObjectType.Builder input, Field field, boolean required) {
    values.addFor(field.type());
    input.field(
        inputField(
            field.name(), Types.modelInput(field.type(), field.shape().withRequired(required))));
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
