package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.argument;
import static dev.pergola.internal.schema.Types.named;
import static graphql.schema.GraphQLTypeReference.typeRef;

import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import dev.pergola.model.SecondaryIndex;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import java.util.Optional;

/** Fields that answer with a page of records (spec: schema 4.2, 5, 6). */
final class Listings {

  private static final String PRIMARY = "Primary";

  private final TypeRegistry types;
  private final FilterInputs filters;
  private final KeyInputs keys;
  private final Behavior behavior;

  Listings(TypeRegistry types, FilterInputs filters, Behavior behavior) {
    this.types = types;
    this.filters = filters;
    this.keys = new KeyInputs(types);
    this.behavior = behavior;
  }

  /** What {@code list} answers and takes; it comes before the listings that share its types. */
  void addTypes(ModelType model) {
    types.add(ObjectTypes.connection(Names.connection(model), model));
    filters.addFilter(model);
  }

  /** The conditions on the primary key's sort fields are there even if nothing takes them. */
  Optional<GraphQLArgument> primarySortArgument(ModelType model) {
    return keys.sortArgument(
        model, PRIMARY, model.keyFields().subList(1, model.keyFields().size()));
  }

  /** The field {@code list}. */
  GraphQLFieldDefinition list(ModelType model, Optional<GraphQLArgument> sortArgument) {
    GraphQLFieldDefinition.Builder field =
        Types.field(Names.list(model), typeRef(Names.connection(model)))
            .description(
                "The %s that the caller may read, page by page.".formatted(model.pluralName()));
    if (model.explicitKey()) {
      Field partition = model.keyFields().get(0);
      field.argument(argument(partition.name(), Types.one(partition, false)));
      sortArgument.ifPresent(field::argument);
    }
    paging(field, Names.filterInput(model));
    if (model.explicitKey()) {
      field.argument(argument("sortDirection", named(Names.SORT_DIRECTION)));
    }
    return field.build();
  }

  /** The field of an index that has one. The conditions on its sort fields are there always. */
  Optional<GraphQLFieldDefinition> index(ModelType model, SecondaryIndex index) {
    Optional<GraphQLArgument> sortArgument = keys.sortArgument(model, index.name(), index.sort());
    return index
        .queryField()
        .map(
            name -> {
              Field partition = index.partition();
              GraphQLFieldDefinition.Builder field =
                  Types.field(name, typeRef(relatedConnection(model)))
                      .description(
                          "The %s with this %s, page by page, that the caller may read."
                              .formatted(model.pluralName(), partition.name()));
              field.argument(argument(partition.name(), Types.one(partition, true)));
              sortArgument.ifPresent(field::argument);
              field.argument(argument("sortDirection", named(Names.SORT_DIRECTION)));
              paging(field, filters.related(model));
              return field.build();
            });
  }

  /** The field of a relation to many. */
  GraphQLFieldDefinition relation(String name, ModelType target) {
    GraphQLFieldDefinition.Builder field = Types.field(name, typeRef(relatedConnection(target)));
    paging(field, filters.related(target));
    return field.argument(argument("sortDirection", named(Names.SORT_DIRECTION))).build();
  }

  private String relatedConnection(ModelType model) {
    String name = Names.relatedConnection(model, behavior);
    types.addOnce(name, () -> ObjectTypes.connection(name, model));
    return name;
  }

  private static void paging(GraphQLFieldDefinition.Builder field, String filter) {
    field.argument(argument("filter", named(filter)));
    field.argument(argument("limit", Types.scalar(Scalar.INTEGER)));
    field.argument(argument("nextToken", Types.scalar(Scalar.STRING)));
  }
}
