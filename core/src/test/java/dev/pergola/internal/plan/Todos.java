package dev.pergola.internal.plan;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.Schema;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import dev.pergola.request.Limits;
import graphql.execution.CoercedVariables;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A schema of one model for the tests of plans and answers. */
public final class Todos {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Todo")
              .field("title", a.string().required())
              .field("done", a.bool())
              .field("stars", a.integer())
              .field("rating", a.floating())
              .field("due", a.datetime())
              .field("state", a.enumOf("OPEN", "SHUT"))
              .field("tags", a.string().array())
              .field("steps", a.string().required().array().required())
              .field("extra", a.json())
              .authorization(allow.publicApiKey(), allow.owner()));

  private static final SchemaModel RESOLVED =
      SCHEMA.resolve(Set.of(Mode.API_KEY, Mode.USER_POOL), Behavior.SAFE);

  /** What the schema generates. */
  public static final GeneratedSchema GENERATED =
      SchemaGenerator.generate(RESOLVED, new SchemaSettings(Behavior.SAFE, Mode.API_KEY));

  /** The only model. */
  public static final ModelType MODEL =
      ((RootOperation.OnModel) GENERATED.queries().get("getTodo")).model();

  private Todos() {}

  static Documents documents(Limits limits) {
    return new Documents(RESOLVED, GENERATED, limits, true);
  }

  /** The plan of the only operation of a document, for variables that are coerced already. */
  public static Plan plan(String document, Map<String, Object> variables) {
    PreparedDocument prepared = documents(Limits.defaults()).prepare(document);
    return prepared.plan(prepared.operation(Optional.empty()), CoercedVariables.of(variables));
  }
}
