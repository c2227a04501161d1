package dev.pergola.internal.client;

import dev.pergola.model.CustomType;
import dev.pergola.model.ModelResult;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Relation;
import dev.pergola.model.ResultType;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.ValueType;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds the operation of a call as the tree that a parser would make of its text. Every argument
 * of the root field is a variable, which may be left out, so that one plan serves all calls of a
 * shape.
 */
final class CallDocument {

  private final SchemaModel model;
  private final GraphQLSchema schema;
  private final CallShape shape;
  private final List<VariableDefinition> variables = new ArrayList<>();

  private CallDocument(SchemaModel model, GraphQLSchema schema, CallShape shape) {
    this.model = model;
    this.schema = schema;
    this.shape = shape;
  }

  static Document of(SchemaModel model, GraphQLSchema schema, CallShape shape) {
    return new CallDocument(model, schema, shape).document();
  }

  private Document document() {
    Root root = shape.root();
    var type = root.mutation() ? schema.getMutationType() : schema.getQueryType();
    GraphQLFieldDefinition definition =
        Objects.requireNonNull(type, "a root with fields").getFieldDefinition(root.field());
    List<Argument> arguments = new ArrayList<>();
    for (GraphQLArgument argument : definition.getArguments()) {
      arguments.add(argument(argument, argument.getName()));
    }
    Field field =
        Field.newField(root.field()).arguments(arguments).selectionSet(selected(root)).build();
    OperationDefinition operation =
        OperationDefinition.newOperationDefinition()
            .operation(
                root.mutation()
                    ? OperationDefinition.Operation.MUTATION
                    : OperationDefinition.Operation.QUERY)
            .variableDefinitions(variables)
            .selectionSet(SelectionSet.newSelectionSet().selection(field).build())
            .build();
    return Document.newDocument().definition(operation).build();
  }

  /** What is asked of the root field; null for one that answers a plain value. */
  private @Nullable SelectionSet selected(Root root) {
    if (root instanceof RootCall call) {
      SelectionSet record = record(call.model(), shape.selection(), "");
      return call.lists() ? connection(record) : record;
    }
    ResultType result = ((OperationRoot) root).operation().result();
    if (result instanceof ModelResult records) {
      return record(model.model(records.model()).orElseThrow(), shape.selection(), "");
    }
    return result instanceof CustomType custom ? members(custom, shape.selection()) : null;
  }

  private SelectionSet record(ModelType type, Selection selection, String path) {
    SelectionSet.Builder set = SelectionSet.newSelectionSet();
    selection
        .members()
        .forEach(
            (name, below) ->
                set.selection(
                    type.field(name)
                        .map(field -> value(name, field.type(), below))
                        .orElseGet(() -> related(type, name, below, path))));
    return set.build();
  }

  private Field related(ModelType type, String name, Selection selection, String path) {
    Relation relation = type.relation(name).orElseThrow();
    String place = path.isEmpty() ? name : path + "." + name;
    SelectionSet record = record(model.target(relation), selection, place);
    if (relation.kind() != Relation.Kind.HAS_MANY) {
      return Field.newField(name).selectionSet(record).build();
    }
    List<Argument> arguments = new ArrayList<>();
    for (GraphQLArgument argument :
        Objects.requireNonNull(schema.getObjectType(type.name()), "every model has its type")
            .getFieldDefinition(name)
            .getArguments()) {
      String variable = Related.variable(place, argument.getName());
      if (shape.nested().contains(variable)) {
        arguments.add(argument(argument, variable));
      }
    }
    return Field.newField(name).arguments(arguments).selectionSet(connection(record)).build();
  }

  private static Field value(String name, ValueType type, Selection selection) {
    if (!(type instanceof CustomType custom)) {
      return Field.newField(name).build();
    }
    return Field.newField(name).selectionSet(members(custom, selection)).build();
  }

  private static SelectionSet members(CustomType custom, Selection selection) {
    SelectionSet.Builder set = SelectionSet.newSelectionSet();
    for (Map.Entry<String, Selection> member : selection.members().entrySet()) {
      NamedValue field = custom.field(member.getKey()).orElseThrow();
      set.selection(value(field.name(), field.type(), member.getValue()));
    }
    return set.build();
  }

  private static SelectionSet connection(SelectionSet record) {
    return SelectionSet.newSelectionSet()
        .selection(Field.newField("items").selectionSet(record).build())
        .selection(Field.newField("nextToken").build())
        .build();
  }

  private Argument argument(GraphQLArgument argument, String variable) {
    variables.add(
        VariableDefinition.newVariableDefinition()
            .name(variable)
            .type(type(argument.getType()))
            .build());
    return Argument.newArgument(
            argument.getName(), VariableReference.newVariableReference().name(variable).build())
        .build();
  }

  private static Type<?> type(GraphQLType type) {
    if (type instanceof GraphQLNonNull required) {
      return NonNullType.newNonNullType(type(required.getWrappedType())).build();
    }
    if (type instanceof GraphQLList list) {
      return ListType.newListType(type(list.getWrappedType())).build();
    }
    return TypeName.newTypeName(((GraphQLNamedType) type).getName()).build();
  }
}
