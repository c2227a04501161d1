package dev.pergola.internal.schema;

import dev.pergola.model.Behavior;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.stream.Stream;

/** Makes the GraphQL schema of a checked model. */
public final class SchemaGenerator {

  private final SchemaModel model;
  private final SchemaSettings settings;
  private final Behavior behavior;
  private final TypeRegistry types = new TypeRegistry();
  private final ValueInputs values = new ValueInputs(types);
  private final FilterInputs filters;
  private final Listings listings;
  private final RootTypes roots;

  private SchemaGenerator(SchemaModel model, SchemaSettings settings) {
    this.model = model;
    this.settings = settings;
    this.behavior = settings.behavior();
    this.filters = new FilterInputs(types, behavior);
    this.listings = new Listings(types, filters, behavior);
    this.roots = new RootTypes(listings);
  }

  /**
   * The schema of these models and operations: types, inputs and root fields.
   *
   * @param model what to serve
   * @param settings what else the schema depends on
   * @throws IllegalArgumentException if two parts would generate the same name
   */
  public static GeneratedSchema generate(SchemaModel model, SchemaSettings settings) {
    return new SchemaGenerator(model, settings).generate();
  }

  private GeneratedSchema generate() {
    FixedTypes.addTo(types, behavior);
    model.enums().forEach(type -> types.add(ObjectTypes.enumeration(type)));
    model.customTypes().forEach(type -> types.add(ObjectTypes.custom(type)));
    model.inputs().forEach(values::addOwn);
    model.models().forEach(this::addInputs);
    // After every filter of its own: relations take that of the model they lead to.
    ObjectTypes objects = new ObjectTypes(model, listings);
    for (ModelType each : model.models()) {
      types.add(objects.model(each));
      roots.add(each);
    }
    model.operations().forEach(roots::add);
    return new GeneratedSchema(
        schema(),
        roots.query.operations(),
        roots.mutation.operations(),
        roots.subscription.operations(),
        directives());
  }

  private Directives directives() {
    Directives.Builder directives = new Directives.Builder();
    new OperationDirectives(model, directives).add();
    ModelDirectives ofModels = new ModelDirectives(model, settings, directives);
    model.models().forEach(ofModels::add);
    return directives.build();
  }

  private void addInputs(ModelType each) {
    if (each.offers(ModelOperation.LIST)) {
      listings.addTypes(each);
    }
    if (Stream.of(Change.values()).anyMatch(change -> each.offers(change.mutation()))) {
      filters.addCondition(each);
    }
    if (Stream.of(Change.values()).anyMatch(change -> each.offers(change.subscription()))) {
      new SubscriptionFilters(types, behavior).add(each);
    }
    new MutationInputs(types, values, behavior).add(each);
  }

  private GraphQLSchema schema() {
    return SchemaAssembly.of(
        types.types(),
        roots.query.isEmpty() ? nothingToAsk() : roots.query.type(),
        roots.mutation.isEmpty() ? null : roots.mutation.type(),
        roots.subscription.isEmpty() ? null : roots.subscription.type());
  }

  /** GraphQL wants a query; a schema of mutations alone has one that is always null. */
  private static GraphQLObjectType nothingToAsk() {
    return GraphQLObjectType.newObject()
        .name("Query")
        .field(
            Types.field("_empty", Types.output(Scalar.BOOLEAN, Shape.NULLABLE))
                .description("Always null: the schema has no query, and GraphQL wants one.")
                .build())
        .build();
  }
}
