package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.argument;
import static dev.pergola.internal.schema.Types.named;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

import dev.pergola.internal.schema.RootOperation.OnModel.Kind;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Scalar;
import dev.pergola.model.SecondaryIndex;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import java.util.Optional;

/** The root types and their fields (spec: schema 4.2, 4.5, 4.6, 5, 7). */
final class RootTypes {

  final RootType query = new RootType("Query");
  final RootType mutation = new RootType("Mutation");
  final RootType subscription = new RootType("Subscription");

  private final Listings listings;

  RootTypes(Listings listings) {
    this.listings = listings;
  }

  /** Adds what a model offers. */
  void add(ModelType model) {
    if (model.offers(ModelOperation.GET)) {
      query.add(new RootOperation.OnModel(model, Kind.GET), get(model));
    }
    Optional<GraphQLArgument> sortArgument = listings.primarySortArgument(model);
    if (model.offers(ModelOperation.LIST)) {
      query.add(new RootOperation.OnModel(model, Kind.LIST), listings.list(model, sortArgument));
    }
    for (SecondaryIndex index : model.indexes()) {
      listings
          .index(model, index)
          .ifPresent(field -> query.add(new RootOperation.OnIndex(model, index), field));
    }
    for (Change change : Change.values()) {
      if (model.offers(change.mutation())) {
        mutation.add(new RootOperation.OnModel(model, change.kind()), change(model, change));
      }
      if (model.offers(change.subscription())) {
        subscription.add(
            new RootOperation.OnChange(model, change.operation()), onChange(model, change));
      }
    }
  }

  /** Adds what the author declared beside the models. */
  void add(CustomOperation operation) {
    RootType root =
        switch (operation.kind()) {
          case QUERY -> query;
          case MUTATION -> mutation;
          case SUBSCRIPTION -> subscription;
        };
    GraphQLFieldDefinition.Builder field =
        Types.field(operation.name(), Types.output(operation.result(), operation.shape()));
    operation
        .arguments()
        .forEach(
            value ->
                field.argument(argument(value.name(), Types.input(value.type(), value.shape()))));
    root.add(new RootOperation.Custom(operation), field.build());
  }

  private static GraphQLFieldDefinition get(ModelType model) {
    GraphQLFieldDefinition.Builder field =
        Types.field(Names.get(model), typeRef(model.name()))
            .description("The %s with this key, or null.".formatted(model.name()));
    model.keyFields().forEach(key -> field.argument(argument(key.name(), Types.one(key, true))));
    return field.build();
  }

  private static GraphQLFieldDefinition change(ModelType model, Change change) {
    Operation operation = change.operation();
    return Types.field(Names.mutation(model, operation), typeRef(model.name()))
        .description(change.description().formatted(model.name()))
        .argument(argument("input", nonNull(typeRef(Names.mutationInput(model, operation)))))
        .argument(argument("condition", named(Names.conditionInput(model))))
        .build();
  }

  private static GraphQLFieldDefinition onChange(ModelType model, Change change) {
    GraphQLFieldDefinition.Builder field =
        Types.field(Names.subscription(model, change.operation()), typeRef(model.name()))
            .description(
                "Each %s after %s, that the caller may read."
                    .formatted(model.name(), Names.mutation(model, change.operation())))
            .argument(argument("filter", named(Names.subscriptionFilterInput(model))));
    ModelRules.listeningOwners(model)
        .forEach(owner -> field.argument(argument(owner.name(), Types.scalar(Scalar.STRING))));
    return field.build();
  }
}
