package dev.pergola.conformance.engine;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelResult;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Relation;
import dev.pergola.model.ResultType;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The same schema run by the GraphQL engine as it comes, field by field, with fetchers that look
 * through lists of maps.
 */
final class NaiveBackend {

  /** What every {@code nextToken} is here. */
  static final String TOKEN = "TOKEN";

  private final SchemaModel model;
  private final BiFunction<String, Map<String, @Nullable Object>, @Nullable Object> code;
  private final Map<String, NaiveRecords> records = new HashMap<>();
  private final GraphQL engine;

  /**
   * A backend without records.
   *
   * @param code the result of a custom operation called with these arguments
   */
  NaiveBackend(
      SchemaModel model,
      GeneratedSchema generated,
      BiFunction<String, Map<String, @Nullable Object>, @Nullable Object> code) {
    this.model = model;
    this.code = code;
    AtomicInteger ids = new AtomicInteger();
    model
        .models()
        .forEach(
            type ->
                records.put(
                    type.name(), new NaiveRecords(type, () -> "id-" + ids.incrementAndGet())));
    GraphQLCodeRegistry.Builder registry =
        GraphQLCodeRegistry.newCodeRegistry(generated.schema().getCodeRegistry());
    generated
        .queries()
        .forEach((name, root) -> registry.dataFetcher(at("Query", name), fetcher(root)));
    generated
        .mutations()
        .forEach((name, root) -> registry.dataFetcher(at("Mutation", name), fetcher(root)));
    for (ModelType type : model.models()) {
      type.relations()
          .forEach(
              relation ->
                  registry.dataFetcher(at(type.name(), relation.name()), related(relation)));
    }
    checkObjects(registry);
    this.engine =
        GraphQL.newGraphQL(
                generated.schema().transform(schema -> schema.codeRegistry(registry.build())))
            .build();
  }

  NaiveRecords records(ModelType type) {
    return Objects.requireNonNull(records.get(type.name()));
  }

  Result run(String document, Map<String, @Nullable Object> variables) {
    ExecutionResult result =
        engine.execute(
            ExecutionInput.newExecutionInput().query(document).variables(variables).build());
    return new Result(
        new String(Json.writeBytes(result.getData()), StandardCharsets.UTF_8),
        result.getErrors().stream().map(GraphQLError::getPath).toList(),
        result.getErrors().toString());
  }

  private static FieldCoordinates at(String type, String field) {
    return FieldCoordinates.coordinates(type, field);
  }

  private DataFetcher<?> fetcher(RootOperation root) {
    if (root instanceof RootOperation.OnIndex onIndex) {
      return environment ->
          listing(onIndex.model(), onIndex.index().keyFields(), environment.getArguments());
    }
    if (root instanceof RootOperation.Custom custom) {
      return environment -> called(custom.operation(), environment.getArguments());
    }
    RootOperation.OnModel onModel = (RootOperation.OnModel) root;
    ModelType type = onModel.model();
    return environment -> {
      Map<String, Object> arguments = environment.getArguments();
      return switch (onModel.kind()) {
        case GET -> found(type, arguments);
        case LIST -> listing(type, type.keyFields(), arguments);
        case CREATE -> shown(type, records(type).create(arguments));
        case UPDATE -> shown(type, records(type).update(arguments));
        case DELETE -> shown(type, records(type).delete(arguments));
      };
    };
  }

  private @Nullable Object found(ModelType type, Map<String, @Nullable Object> arguments) {
    List<@Nullable Object> key = NaiveKeys.values(arguments, type.keyFields());
    if (key.contains("")) {
      throw new IllegalArgumentException("an empty key");
    }
    return records(type).find(key).map(record -> shown(type, record)).orElse(null);
  }

  private Object listing(ModelType type, List<Field> key, Map<String, @Nullable Object> arguments) {
    Object partition = arguments.get(key.get(0).name());
    Map<?, ?> sort = sortArgument(key, arguments);
    if (partition == null) {
      if (sort != null || arguments.get("sortDirection") != null) {
        throw new IllegalArgumentException("no partition");
      }
      return page(type, records(type).all(), arguments);
    }
    if (partition.equals("")) {
      throw new IllegalArgumentException("an empty key");
    }
    var condition = NaiveKeys.condition(key, sort == null ? Map.of() : sort);
    List<Map<String, @Nullable Object>> rows =
        records(type).all().stream()
            .filter(record -> NaiveKeys.has(record, key))
            .filter(record -> NaiveKeys.equal(record.get(key.get(0).name()), partition))
            .filter(condition)
            .sorted(NaiveKeys.order(key))
            .toList();
    return page(type, rows, arguments);
  }

  /** Named as the parts of the sort key together, in camel case. */
  private static @Nullable Map<?, ?> sortArgument(
      List<Field> key, Map<String, @Nullable Object> arguments) {
    StringBuilder name = new StringBuilder();
    for (Field part : key.subList(1, key.size())) {
      String word = part.name();
      name.append(name.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
          .append(word.substring(1));
    }
    return arguments.get(name.toString()) instanceof Map<?, ?> map ? map : null;
  }

  private DataFetcher<?> related(Relation relation) {
    ModelType target = model.target(relation);
    ModelType owner = model.model(relation.model()).orElseThrow();
    List<Field> from =
        relation.parentSide()
            ? owner.keyFields()
            : relation.references().stream().map(name -> owner.field(name).orElseThrow()).toList();
    List<Field> to =
        relation.parentSide()
            ? relation.references().stream().map(name -> target.field(name).orElseThrow()).toList()
            : target.keyFields();
    return environment -> {
      Map<String, @Nullable Object> source = Objects.requireNonNull(environment.getSource());
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      boolean complete =
          NaiveKeys.has(source, from) && !NaiveKeys.values(source, from).contains("");
      if (complete) {
        for (Map<String, @Nullable Object> record : records(target).all()) {
          if (NaiveKeys.has(record, to)
              && NaiveKeys.same(NaiveKeys.values(source, from), NaiveKeys.values(record, to))) {
            rows.add(record);
          }
        }
      }
      if (relation.kind() == Relation.Kind.HAS_MANY) {
        Map<String, @Nullable Object> arguments = new HashMap<>(environment.getArguments());
        if (!complete) {
          // A token is bound to a parent; there is none.
          arguments.remove("nextToken");
        }
        return page(target, rows, arguments);
      }
      return rows.isEmpty() ? null : shown(target, rows.get(0));
    };
  }

  private Object page(
      ModelType type,
      List<Map<String, @Nullable Object>> rows,
      Map<String, @Nullable Object> arguments) {
    var filter = NaiveFilter.of(arguments.get("filter"));
    int limit = arguments.get("limit") instanceof Integer given ? given : 100;
    if (limit < 1 || arguments.get("nextToken") != null) {
      throw new IllegalArgumentException("limit or token");
    }
    List<Map<String, @Nullable Object>> items = new ArrayList<>(rows);
    if ("DESC".equals(arguments.get("sortDirection"))) {
      Collections.reverse(items);
    }
    items.removeIf(filter.negate());
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("items", items.stream().limit(limit).map(row -> shown(type, row)).toList());
    page.put("nextToken", items.size() > limit ? TOKEN : null);
    return page;
  }

  private @Nullable Object called(
      CustomOperation operation, Map<String, @Nullable Object> arguments) {
    if (operation.name().equals("echo")) {
      return arguments.get("box");
    }
    Object answer = code.apply(operation.name(), arguments);
    if (!(operation.result() instanceof ModelResult result)) {
      return fit(operation.result(), shown(operation.result(), operation.shape().list(), answer));
    }
    ModelType type = model.model(result.model()).orElseThrow();
    if (!operation.shape().list()) {
      return answer == null ? null : shown(type, members(answer));
    }
    List<@Nullable Object> all = new ArrayList<>();
    if (answer == null) {
      return null;
    }
    ((List<?>) answer).forEach(one -> all.add(one == null ? null : shown(type, members(one))));
    return all;
  }

  private static Map<String, @Nullable Object> shown(
      ModelType type, Map<String, @Nullable Object> record) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      shown.put(field.name(), shown(field.type(), field.list(), record.get(field.name())));
    }
    return shown;
  }

  /** A stored value; of JSON the text, since the scalar cannot tell a text from its value. */
  private static @Nullable Object shown(ResultType type, boolean list, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (list) {
      List<@Nullable Object> elements = new ArrayList<>();
      if (!(value instanceof List<?> many)) {
        return value;
      }
      many.forEach(element -> elements.add(shown(type, false, element)));
      return elements;
    }
    if (type instanceof CustomType custom && value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (NamedValue member : custom.fields()) {
        Object given = map.get(member.name());
        members.put(member.name(), shown(member.type(), member.shape().list(), given));
      }
      return members;
    }
    return type == Scalar.JSON ? Json.write(value) : value;
  }

  /** The engine takes anything for an object; the original does not. */
  private void checkObjects(GraphQLCodeRegistry.Builder registry) {
    for (ModelType type : model.models()) {
      for (Field field : type.fields()) {
        if (field.type() instanceof CustomType && !field.list()) {
          registry.dataFetcher(at(type.name(), field.name()), member(field.type(), field.name()));
        }
      }
    }
    for (CustomType type : model.customTypes()) {
      for (NamedValue field : type.fields()) {
        if (field.type() instanceof CustomType && !field.shape().list()) {
          registry.dataFetcher(at(type.name(), field.name()), member(field.type(), field.name()));
        }
      }
    }
  }

  private static DataFetcher<?> member(ResultType type, String name) {
    return environment -> fit(type, members(environment.getSource()).get(name));
  }

  private static @Nullable Object fit(ResultType type, @Nullable Object value) {
    if (type instanceof CustomType && value instanceof String) {
      throw new IllegalArgumentException("not an object");
    }
    return value;
  }

  @SuppressWarnings("unchecked") // what has members here is named by texts
  private static Map<String, @Nullable Object> members(@Nullable Object object) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(object);
  }

  /**
   * What came of a document.
   *
   * @param data the data as text
   * @param paths where the errors are
   * @param errors the errors for people
   */
  record Result(String data, List<List<Object>> paths, String errors) {}
}
