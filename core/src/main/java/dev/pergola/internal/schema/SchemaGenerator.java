package dev.pergola.internal.schema;

import dev.pergola.model.Behavior;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import graphql.schema.GraphQLSchema;
import java.util.Map;

/** Makes the GraphQL schema of a checked model. */
public final class SchemaGenerator {

  private SchemaGenerator() {}

  /**
   * The schema of these models: types, inputs, queries and mutations.
   *
   * @param model what to serve; has at least one model
   * @param settings what else it depends on
   * @throws IllegalArgumentException if two models would generate the same name
   */
  public static GeneratedSchema generate(SchemaModel model, SchemaSettings settings) {
    Behavior behavior = settings.behavior();
    TypeRegistry types = new TypeRegistry();
    FixedTypes.addTo(types, behavior);
    model.enums().forEach(type -> types.add(ObjectTypes.enumeration(type)));
    RootTypes roots = new RootTypes();
    FilterInputs filters = new FilterInputs(types, behavior);
    MutationInputs inputs = new MutationInputs(types, behavior);
    for (ModelType each : model.models()) {
      types.add(ObjectTypes.model(each));
      types.add(ObjectTypes.connection(each));
      filters.add(each);
      inputs.add(each);
      roots.add(each);
    }
    GraphQLSchema schema =
        GraphQLSchema.newSchema()
            .query(roots.query())
            .mutation(roots.mutation())
            .additionalTypes(types.types())
            .build();
    return new GeneratedSchema(schema, roots.queries(), roots.mutations(), Map.of());
  }
}
