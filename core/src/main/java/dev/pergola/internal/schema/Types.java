package dev.pergola.internal.schema;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

import dev.pergola.internal.scalar.AwsScalars;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;

/** The GraphQL types of fields, and short forms for inputs. */
final class Types {

  private static final ValueType.Visitor<GraphQLType> BASE =
      new ValueType.Visitor<>() {
        @Override
        public GraphQLType scalar(Scalar type) {
          return AwsScalars.type(type);
        }

        @Override
        public GraphQLType enumeration(EnumType type) {
          return typeRef(type.name());
        }

        @Override
        public GraphQLType custom(CustomType type) {
          return typeRef(type.name());
        }
      };

  private Types() {}

  /** What the field answers. */
  static GraphQLOutputType output(Field field, boolean required) {
    return (GraphQLOutputType) wrapped(field, required);
  }

  /** What the field takes. */
  static GraphQLInputType input(Field field, boolean required) {
    return (GraphQLInputType) wrapped(field, required);
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

  private static GraphQLType wrapped(Field field, boolean required) {
    GraphQLType base = field.type().accept(BASE);
    GraphQLType value = field.list() ? list(field.elementRequired() ? nonNull(base) : base) : base;
    return required ? nonNull(value) : value;
  }
}
