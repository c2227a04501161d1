package dev.pergola.conformance.engine;

import dev.pergola.internal.json.Json;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import dev.pergola.storage.Row;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The GraphQL engine as it comes, on the same schema and records as the backend it is held against.
 */
final class StockEngine {

  private final GraphQL engine;

  /** An engine for these records, by model and id, in the order of a listing; they may change. */
  StockEngine(Map<ModelType, Map<String, Row>> records) {
    GraphQLCodeRegistry.Builder code =
        GraphQLCodeRegistry.newCodeRegistry(Things.GENERATED.schema().getCodeRegistry());
    records.forEach(
        (model, rows) -> {
          code.dataFetcher(
              FieldCoordinates.coordinates("Query", "get" + model.name()), get(model, rows));
          code.dataFetcher(
              FieldCoordinates.coordinates("Query", "list" + model.name() + "s"),
              list(model, rows));
        });
    this.engine =
        GraphQL.newGraphQL(
                Things.GENERATED.schema().transform(schema -> schema.codeRegistry(code.build())))
            .build();
  }

  Result run(RandomDocument document) {
    ExecutionResult result =
        engine.execute(
            ExecutionInput.newExecutionInput()
                .query(document.text())
                .variables(document.variables())
                .build());
    return new Result(
        new String(Json.writeBytes(result.getData()), StandardCharsets.UTF_8),
        result.getErrors().stream().map(GraphQLError::getPath).toList());
  }

  private static DataFetcher<?> get(ModelType model, Map<String, Row> rows) {
    return environment -> fields(model, rows.get(environment.<String>getArgument("id")));
  }

  private static DataFetcher<?> list(ModelType model, Map<String, Row> rows) {
    return environment -> {
      Integer limit = environment.getArgument("limit");
      if (limit != null && limit < 1) {
        throw new IllegalArgumentException("limit");
      }
      Map<String, Object> page = new LinkedHashMap<>();
      page.put("items", rows.values().stream().map(row -> fields(model, row)).toList());
      return page;
    };
  }

  private static @Nullable Map<String, @Nullable Object> fields(
      ModelType model, @Nullable Row row) {
    if (row == null) {
      return null;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      values.put(field.name(), value(field, row.value(field.position())));
    }
    return values;
  }

  /** The stored value; of JSON the text, since the scalar cannot tell a text from its value. */
  private static @Nullable Object value(Field field, @Nullable Object stored) {
    if (stored == null || field.type() != Scalar.JSON) {
      return stored;
    }
    if (!field.list()) {
      return Json.write(stored);
    }
    return stored instanceof List<?> list
        ? list.stream().map(element -> element == null ? null : Json.write(element)).toList()
        : stored;
  }

  /**
   * What came of a document.
   *
   * @param data the data as text
   * @param paths where the errors are
   */
  record Result(String data, List<List<Object>> paths) {}
}
