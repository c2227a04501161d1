package dev.pergola.internal.schema;

import static graphql.schema.GraphQLArgument.newArgument;
import static graphql.schema.GraphQLFieldDefinition.newFieldDefinition;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

import dev.pergola.internal.schema.RootOperation.OnModel.Kind;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLObjectType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code Query} and {@code Mutation}, and what each of their fields means (spec: schema 4.2, 4.5).
 */
final class RootTypes {

  private final GraphQLObjectType.Builder query = GraphQLObjectType.newObject().name("Query");
  private final GraphQLObjectType.Builder mutation = GraphQLObjectType.newObject().name("Mutation");
  private final Map<String, RootOperation> queries = new LinkedHashMap<>();
  private final Map<String, RootOperation> mutations = new LinkedHashMap<>();

  void add(ModelType model) {
    addQuery(model, Kind.GET, get(model));
    addQuery(model, Kind.LIST, list(model));
    addMutation(model, Kind.CREATE, create(model));
    addMutation(model, Kind.UPDATE, update(model));
    addMutation(model, Kind.DELETE, delete(model));
  }

  GraphQLObjectType query() {
    return query.build();
  }

  GraphQLObjectType mutation() {
    return mutation.build();
  }

  Map<String, RootOperation> queries() {
    return queries;
  }

  Map<String, RootOperation> mutations() {
    return mutations;
  }

  private void addQuery(ModelType model, Kind kind, GraphQLFieldDefinition field) {
    claim(queries, "Query", field.getName(), new RootOperation.OnModel(model, kind));
    query.field(field);
  }

  private void addMutation(ModelType model, Kind kind, GraphQLFieldDefinition field) {
    claim(mutations, "Mutation", field.getName(), new RootOperation.OnModel(model, kind));
    mutation.field(field);
  }

  private static GraphQLFieldDefinition get(ModelType model) {
    GraphQLFieldDefinition.Builder field =
        newFieldDefinition()
            .name(Names.get(model))
            .description("The %s with this key, or null.".formatted(model.name()))
            .type(typeRef(model.name()));
    model.keyFields().forEach(key -> field.argument(argument(key.name(), Types.input(key, true))));
    return field.build();
  }

  private static GraphQLFieldDefinition list(ModelType model) {
    GraphQLFieldDefinition.Builder field =
        newFieldDefinition()
            .name(Names.list(model))
            .description(
                "The %s that the caller may read, page by page.".formatted(model.pluralName()))
            .type(typeRef(Names.connection(model)));
    Field partition = model.keyFields().get(0);
    if (partition.declared()) {
      field.argument(argument(partition.name(), Types.input(partition, false)));
    }
    field.argument(argument("filter", typeRef(Names.filterInput(model))));
    field.argument(argument("limit", Types.scalar(Scalar.INTEGER)));
    field.argument(argument("nextToken", Types.scalar(Scalar.STRING)));
    if (partition.declared()) {
      field.argument(argument("sortDirection", typeRef(Names.SORT_DIRECTION)));
    }
    return field.build();
  }

  private static GraphQLFieldDefinition create(ModelType model) {
    return mutation(model, Names.create(model), Names.createInput(model))
        .description("Adds a %s, unless one with its key is there.".formatted(model.name()))
        .build();
  }

  private static GraphQLFieldDefinition update(ModelType model) {
    return mutation(model, Names.update(model), Names.updateInput(model))
        .description(
            "Changes the fields that are given of a %s; null clears a field."
                .formatted(model.name()))
        .build();
  }

  private static GraphQLFieldDefinition delete(ModelType model) {
    return mutation(model, Names.delete(model), Names.deleteInput(model))
        .description("Removes a %s and answers with what it was.".formatted(model.name()))
        .build();
  }

  private static GraphQLFieldDefinition.Builder mutation(
      ModelType model, String name, String input) {
    return newFieldDefinition()
        .name(name)
        .type(typeRef(model.name()))
        .argument(argument("input", nonNull(typeRef(input))))
        .argument(argument("condition", typeRef(Names.conditionInput(model))));
  }

  private static GraphQLArgument argument(String name, GraphQLInputType type) {
    return newArgument().name(name).type(type).build();
  }

  private static void claim(
      Map<String, RootOperation> operations, String root, String name, RootOperation operation) {
    RootOperation other = operations.putIfAbsent(name, operation);
    if (other != null) {
      throw new IllegalArgumentException(
          "The field '%s' of %s would be made for %s and for %s; rename one of the two."
              .formatted(name, root, other.culprit(), operation.culprit()));
    }
  }
}
