package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.inputField;
import static dev.pergola.internal.schema.Types.inputObject;
import static dev.pergola.internal.schema.Types.listOf;
import static dev.pergola.internal.schema.Types.named;
import static dev.pergola.internal.schema.Types.scalar;
import static graphql.schema.GraphQLNonNull.nonNull;

import dev.pergola.model.Behavior;
import dev.pergola.model.FilterKind;
import dev.pergola.model.Scalar;
import dev.pergola.storage.AttributeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import java.util.List;

/** The types that every schema has, whatever its models (spec: schema 3). */
final class FixedTypes {

  private static final List<String> ORDER = List.of("ne", "eq", "le", "lt", "ge", "gt");
  private static final List<String> EQUALITY = List.of("ne", "eq");

  private FixedTypes() {}

  static void addTo(TypeRegistry types, Behavior behavior) {
    for (FilterKind kind : FilterKind.values()) {
      types.add(filterInput(kind));
      types.add(subscriptionFilterInput(kind));
    }
    types.add(sizeInput());
    types.add(attributeTypes());
    types.add(sortDirection());
    if (behavior == Behavior.APPSYNC) {
      types.add(conversationError());
    }
  }

  private static GraphQLInputObjectType filterInput(FilterKind kind) {
    GraphQLInputObjectType.Builder input = inputObject(Names.filterInput(kind));
    addOperators(input, kind);
    input.field(inputField("attributeExists", scalar(Scalar.BOOLEAN)));
    input.field(inputField("attributeType", named(Names.ATTRIBUTE_TYPES)));
    if (isText(kind)) {
      input.field(inputField("size", named(Names.SIZE_INPUT)));
    }
    return input.build();
  }

  private static GraphQLInputObjectType subscriptionFilterInput(FilterKind kind) {
    GraphQLInputObjectType.Builder input = inputObject(Names.subscriptionFilterInput(kind));
    addOperators(input, kind);
    if (kind != FilterKind.BOOLEAN) {
      input.field(inputField("in", listOf(operand(kind))));
      input.field(inputField("notIn", listOf(operand(kind))));
    }
    return input.build();
  }

  private static void addOperators(GraphQLInputObjectType.Builder input, FilterKind kind) {
    GraphQLInputType operand = operand(kind);
    addAll(input, kind == FilterKind.BOOLEAN ? EQUALITY : ORDER, operand);
    if (isText(kind)) {
      addAll(input, List.of("contains", "notContains", "beginsWith"), operand);
    }
    if (kind != FilterKind.BOOLEAN) {
      input.field(inputField("between", listOf(operand)));
    }
  }

  private static GraphQLInputObjectType sizeInput() {
    GraphQLInputObjectType.Builder input = inputObject(Names.SIZE_INPUT);
    addAll(input, ORDER, scalar(Scalar.INTEGER));
    return input.field(inputField("between", listOf(scalar(Scalar.INTEGER)))).build();
  }

  private static GraphQLEnumType attributeTypes() {
    GraphQLEnumType.Builder type = GraphQLEnumType.newEnum().name(Names.ATTRIBUTE_TYPES);
    for (AttributeType each : AttributeType.values()) {
      type.value(each.graphqlName());
    }
    return type.build();
  }

  private static GraphQLEnumType sortDirection() {
    return GraphQLEnumType.newEnum().name(Names.SORT_DIRECTION).value("ASC").value("DESC").build();
  }

  /** Of no use without conversations, but in every schema of the original. */
  private static GraphQLInputObjectType conversationError() {
    return inputObject("AmplifyAIConversationTurnErrorInput")
        .field(inputField("errorType", nonNull(scalar(Scalar.STRING))))
        .field(inputField("message", nonNull(scalar(Scalar.STRING))))
        .build();
  }

  private static void addAll(
      GraphQLInputObjectType.Builder input, List<String> names, GraphQLInputType type) {
    names.forEach(name -> input.field(inputField(name, type)));
  }

  static boolean isText(FilterKind kind) {
    return kind == FilterKind.STRING || kind == FilterKind.ID;
  }

  /** The scalar that values of this kind are compared with. */
  static GraphQLInputType operand(FilterKind kind) {
    return scalar(
        switch (kind) {
          case ID -> Scalar.ID;
          case STRING -> Scalar.STRING;
          case INT -> Scalar.INTEGER;
          case FLOAT -> Scalar.FLOAT;
          case BOOLEAN -> Scalar.BOOLEAN;
        });
  }
}
