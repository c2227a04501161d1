package dev.pergola.outputs;

import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.internal.schema.SchemaText;
import dev.pergola.model.SchemaModel;
import java.net.URI;
import java.util.List;

/**
 * What a backend tells the world around it. Immutable; nothing is made before it is asked for.
 *
 * <pre>{@code
 * Outputs outputs = backend.outputs();
 * outputs
 *     .amplify(URI.create("https://api.example.com/graphql"))
 *     .writeTo(Path.of("web/amplify_outputs.json"));
 * Files.writeString(Path.of("web/schema.ts"), outputs.typeScript());
 * }</pre>
 */
public final class Outputs {

  private final SchemaModel schema;
  private final ApiSettings settings;

  private Outputs(SchemaModel schema, ApiSettings settings) {
    this.schema = schema;
    this.settings = settings;
  }

  /** The outputs of an API that need not run: {@code schema} is what a DSL schema resolves to. */
  public static Outputs of(SchemaModel schema, ApiSettings settings) {
    return new Outputs(schema, settings);
  }

  /**
   * {@code amplify_outputs.json} for a front end that reaches the API at this address.
   *
   * @param url where the API answers, as its clients see it; with a path and without a query
   * @throws IllegalArgumentException if it is no such address
   */
  public AmplifyOutputs amplify(URI url) {
    return AmplifyOutputs.of(url, settings, introspection());
  }

  /** The introspection document, which is also a part of {@link #amplify}. */
  public ModelIntrospection introspection() {
    return ModelIntrospection.of(schema);
  }

  /** The tables as DynamoDB describes them, in the order of the models. */
  public List<TableDescription> tables() {
    return schema.tables().stream().map(TableDescription::of).toList();
  }

  /** The GraphQL schema as text, in AppSync's dialect: what its console shows of an API. */
  public String graphql() {
    SchemaSettings generator = new SchemaSettings(settings.behavior(), settings.defaultMode());
    return SchemaText.of(SchemaGenerator.generate(schema, generator));
  }

  /**
   * The same schema in Amplify's TypeScript, for {@code generateClient<Schema>()}.
   *
   * @throws TypeScriptException if something in it cannot be said in TypeScript
   */
  public String typeScript() {
    return TypeScript.of(schema);
  }
}
