package dev.pergola.internal.schema;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;

/** What operations answer with: models, custom types and enums (spec: schema 4.1, 6). */
final class ObjectTypes {

  private final SchemaModel schema;
  private final Listings listings;

  ObjectTypes(SchemaModel schema, Listings listings) {
    this.schema = schema;
    this.listings = listings;
  }

  GraphQLObjectType model(ModelType model) {
    GraphQLObjectType.Builder type = GraphQLObjectType.newObject().name(model.name());
    for (ModelField member : model.members()) {
      type.field(
          member instanceof Relation relation ? relation(relation) : field(model, (Field) member));
    }
    return type.build();
  }

  private static GraphQLFieldDefinition field(ModelType model, Field field) {
    boolean required = field.required() || model.keyFields().contains(field);
    return Types.field(
            field.name(), Types.output(field.type(), field.shape().withRequired(required)))
        .build();
  }

  private GraphQLFieldDefinition relation(Relation relation) {
    ModelType target = schema.target(relation);
    return relation.kind() == Relation.Kind.HAS_MANY
        ? listings.relation(relation.name(), target)
        : Types.field(relation.name(), typeRef(target.name())).build();
  }

  static GraphQLObjectType custom(CustomType custom) {
    GraphQLObjectType.Builder type = GraphQLObjectType.newObject().name(custom.name());
    custom
        .fields()
        .forEach(
            field ->
                type.field(
                    Types.field(field.name(), Types.output(field.type(), field.shape())).build()));
    return type.build();
  }

  static GraphQLObjectType connection(String name, ModelType model) {
    return GraphQLObjectType.newObject()
        .name(name)
        .description("A page of a listing.")
        .field(Types.field("items", nonNull(list(typeRef(model.name())))).build())
        .field(
            Types.field("nextToken", Types.output(Scalar.STRING, Shape.NULLABLE))
                .description("Continues the listing on the next page; null at its end.")
                .build())
        .build();
  }

  static GraphQLEnumType enumeration(EnumType type) {
    GraphQLEnumType.Builder builder = GraphQLEnumType.newEnum().name(type.name());
    type.values().forEach(builder::value);
    return builder.build();
  }
}
