package dev.pergola.conformance.schema;

import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.internal.schema.SchemaText;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import dev.pergola.outputs.AmplifyOutputs;
import dev.pergola.outputs.ApiSettings;
import dev.pergola.outputs.Outputs;
import dev.pergola.outputs.TableDescription;
import dev.pergola.sdl.SdlReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a schema becomes: one file of the original's, and how ours is made and compared.
 *
 * @param file the name of the file in the case's folder
 * @param ours makes ours
 * @param lines reads either as a set of lines
 */
record Product(
    String file, BiFunction<SchemaModel, Modes, String> ours, Function<String, Set<String>> lines) {

  static final List<Product> ALL =
      List.of(
          new Product("appsync.graphql", Product::appsync, SdlLines::of),
          new Product("tables.json", Product::tables, JsonLines::of),
          new Product("introspection.json", Product::introspection, JsonLines::of),
          new Product("outputs.json", Product::outputs, JsonLines::of));

  /** What stands in the originals for what only a deployment knows. */
  private static final List<String> UNKNOWN = List.of("url", "aws_region", "api_key");

  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** The model that the case's directive language means. */
  static SchemaModel read(String intermediate, Modes modes) {
    return SdlReader.read(intermediate).resolve(modes.all(), Behavior.APPSYNC);
  }

  private static String appsync(SchemaModel model, Modes modes) {
    return SchemaText.of(
        SchemaGenerator.generate(model, new SchemaSettings(Behavior.APPSYNC, modes.first())));
  }

  private static String tables(SchemaModel model, Modes modes) {
    Map<String, Object> tables = new TreeMap<>();
    for (TableDescription table : of(model, modes).tables()) {
      Map<String, Object> description = new TreeMap<>(table.toMap());
      description.put("tableName", table.tableName("<apiId>"));
      tables.put(table.model(), description);
    }
    return MAPPER.writeValueAsString(tables);
  }

  private static String introspection(SchemaModel model, Modes modes) {
    return of(model, modes).introspection().toJson();
  }

  /** The data section alone, without the introspection document. */
  private static String outputs(SchemaModel model, Modes modes) {
    AmplifyOutputs outputs =
        of(model, modes).amplify(URI.create("https://example.com/graphql")).region("eu-west-1");
    if (modes.all().contains(Mode.API_KEY)) {
      outputs = outputs.apiKey("da2-key");
    }
    ObjectNode data = (ObjectNode) MAPPER.readTree(outputs.toJson()).path("data");
    data.remove("model_introspection");
    UNKNOWN.stream().filter(data::has).forEach(name -> data.put(name, "<" + name + ">"));
    return MAPPER.writeValueAsString(Map.of("data", data));
  }

  private static Outputs of(SchemaModel model, Modes modes) {
    return Outputs.of(model, new ApiSettings(Behavior.APPSYNC, modes.all(), modes.first(), null));
  }
}
