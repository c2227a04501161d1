package dev.pergola.internal.schema;

import static graphql.schema.GraphQLFieldDefinition.newFieldDefinition;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

import dev.pergola.internal.scalar.AwsScalars;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLObjectType;

/** What operations answer with: the model's own type and its connection (spec: schema 4.1). */
final class ObjectTypes {

  private ObjectTypes() {}

  static GraphQLObjectType model(ModelType model) {
    GraphQLObjectType.Builder type = GraphQLObjectType.newObject().name(model.name());
    for (Field field : model.fields()) {
      boolean required = field.required() || model.keyFields().contains(field);
      type.field(
          newFieldDefinition().name(field.name()).type(Types.output(field, required)).build());
    }
    return type.build();
  }

  static GraphQLObjectType connection(ModelType model) {
    return GraphQLObjectType.newObject()
        .name(Names.connection(model))
        .description("A page of a listing.")
        .field(
            newFieldDefinition().name("items").type(nonNull(list(typeRef(model.name())))).build())
        .field(
            newFieldDefinition()
                .name("nextToken")
                .description("Continues the listing on the next page; null at its end.")
                .type(AwsScalars.type(Scalar.STRING))
                .build())
        .build();
  }

  static GraphQLEnumType enumeration(EnumType type) {
    GraphQLEnumType.Builder builder = GraphQLEnumType.newEnum().name(type.name());
    type.values().forEach(builder::value);
    return builder.build();
  }
}
