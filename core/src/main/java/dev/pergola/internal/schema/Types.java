package dev.pergola.internal.schema;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

import dev.pergola.internal.scalar.AwsScalars;
import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.ResultType;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;

/** The GraphQL types of fields and arguments, and short forms for their definitions. */
final class Types {

  private Types() {}

  /** What a place of this type answers. */
  static GraphQLOutputType output(ResultType type, Shape shape) {
    return (GraphQLOutputType) shaped(base(type), shape);
  }

  /** What a place of this type takes; a custom type stands for the input of the same name. */
  static GraphQLInputType input(ValueType type, Shape shape) {
    return (GraphQLInputType) shaped(base(type), shape);
  }

  /** What a field of a model takes; custom types have inputs of their own there. */
  static GraphQLInputType modelInput(ValueType type, Shape shape) {
    return type instanceof CustomType custom
        ? (GraphQLInputType) shaped(typeRef(Names.valueInput(custom)), shape)
        : input(type, shape);
  }

  /** One value of the field's type: what a key takes of it. */
  static GraphQLInputType one(Field field, boolean required) {
    return input(field.type(), required ? Shape.REQUIRED : Shape.NULLABLE);
  }

  static GraphQLInputType scalar(Scalar scalar) {
    return AwsScalars.type(scalar);
  }

  static GraphQLInputType named(String name) {
    return typeRef(name);
  }

  static GraphQLInputType listOf(GraphQLInputType element) {
    return GraphQLList.list(element);
  }

  static GraphQLInputObjectType.Builder inputObject(String name) {
    return GraphQLInputObjectType.newInputObject().name(name);
  }

  static GraphQLInputObjectField inputField(String name, GraphQLInputType type) {
    return GraphQLInputObjectField.newInputObjectField().name(name).type(type).build();
  }

  static GraphQLFieldDefinition.Builder field(String name, GraphQLOutputType type) {
    return GraphQLFieldDefinition.newFieldDefinition().name(name).type(type);
  }

  static GraphQLArgument argument(String name, GraphQLInputType type) {
    return GraphQLArgument.newArgument().name(name).type(type).build();
  }

  private static GraphQLType base(ResultType type) {
    return type instanceof Scalar scalar ? AwsScalars.type(scalar) : typeRef(type.graphqlName());
  }

  private static GraphQLType shaped(GraphQLType base, Shape shape) {
    GraphQLType value = shape.list() ? list(shape.elementRequired() ? nonNull(base) : base) : base;
    return shape.required() ? nonNull(value) : value;
  }
}
