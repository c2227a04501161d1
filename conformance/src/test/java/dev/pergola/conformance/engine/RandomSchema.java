package dev.pergola.conformance.engine;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.ElementType;
import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.ModelFieldType;
import dev.pergola.dsl.ModelIndex;
import dev.pergola.dsl.NamedCustomType;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaPart;
import dev.pergola.handler.HandlerContext;
import dev.pergola.handler.OperationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A random schema: models with keys, indexes and relations of every kind, custom types, enums, and
 * custom operations.
 */
final class RandomSchema {

  private static final List<String> NAMES = List.of("Alpha", "Beta", "Gamma", "Delta");

  /** The types of keys and of the fields that refer to them. */
  private static final List<String> KEY_TYPES = List.of("id", "string", "integer", "date");

  private final Random random;
  private final List<String> names;
  private final Map<String, List<String>> keyTypes = new java.util.LinkedHashMap<>();
  private final Map<String, Model> models = new java.util.LinkedHashMap<>();
  private final Schema schema;

  /**
   * A schema whose custom operations answer what this function gives.
   *
   * @param code the result of an operation called with these arguments
   */
  RandomSchema(
      Random random, BiFunction<String, Map<String, @Nullable Object>, @Nullable Object> code) {
    this.random = random;
    this.names = NAMES.subList(0, 2 + random.nextInt(NAMES.size() - 1));
    names.forEach(this::model);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      relation(i);
    }
    List<SchemaPart> parts = new ArrayList<>(models.values());
    parts.add(a.enumType("Mood", "GLAD", "SAD", "ODD"));
    parts.add(custom("Spot", List.of("spot", "more")));
    parts.add(custom("Box", List.of("box", "spots")).field("inner", a.ref("Spot")));
    OperationHandler handler = context -> answer(code, context);
    for (int i = 0; i < 5; i++) {
      String name = "ask" + i;
      parts.add(
          (i == 4 ? a.mutation(name) : a.query(name))
              .argument("n", a.integer().required())
              .argument("box", pick(List.of(a.ref("Box"), a.ref("Spot").array())))
              .returns(result())
              .handler(a.handler.function(handler))
              .authorization(allow.publicApiKey()));
    }
    parts.add(
        a.query("echo")
            .argument("box", a.ref("Box"))
            .argument("n", a.integer())
            .returns(a.ref("Box"))
            .handler(a.handler.function(context -> context.arguments().get("box")))
            .authorization(allow.publicApiKey()));
    this.schema = a.schema(parts.toArray(SchemaPart[]::new));
  }

  Schema schema() {
    return schema;
  }

  /** At once or later, which nobody should see. */
  private static @Nullable Object answer(
      BiFunction<String, Map<String, @Nullable Object>, @Nullable Object> code,
      HandlerContext context) {
    Object answer = code.apply(context.operation(), context.arguments());
    return context.arguments().get("n") instanceof Integer n && n % 2 == 0
        ? CompletableFuture.completedFuture(answer)
        : answer;
  }

  private void model(String name) {
    Model model = a.model(name).authorization(allow.publicApiKey());
    int parts = random.nextInt(4);
    List<String> key = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      // Only the first part is found by one value, so the others need few.
      String type = pick(i == 0 ? KEY_TYPES : List.of("string", "integer"));
      key.add("key" + i);
      types.add(type);
      model = model.field("key" + i, scalar(type).required());
    }
    if (parts > 0) {
      model = model.identifier(key.toArray(String[]::new));
    } else {
      types.add("id");
    }
    keyTypes.put(name, types);
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      model = model.field("field" + i, field());
    }
    models.put(name, indexed(model, name));
  }

  /** With up to two indexes on fields of their own. */
  private Model indexed(Model plain, String name) {
    Model model = plain;
    List<ModelIndex> indexes = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<String> sort = new ArrayList<>();
      String partition = "part" + i;
      model = model.field(partition, optional(scalar(pick(KEY_TYPES))));
      for (int j = random.nextInt(3); j > 0; j--) {
        sort.add("sort" + i + j);
        model = model.field("sort" + i + j, optional(scalar(pick(KEY_TYPES))));
      }
      ModelIndex index = a.index(partition).name("ix" + i).queryField("find" + name + i);
      indexes.add(sort.isEmpty() ? index : index.sortKeys(sort.toArray(String[]::new)));
    }
    return indexes.isEmpty() ? model : model.secondaryIndexes(indexes.toArray(ModelIndex[]::new));
  }

  /** Two models, or one with itself, related by fields of the child. */
  private void relation(int number) {
    String parent = pick(names);
    String child = pick(names);
    List<String> types = keyTypes.get(parent);
    List<String> references = new ArrayList<>();
    boolean required = random.nextInt(3) == 0;
    for (int i = 0; i < types.size(); i++) {
      String reference = "ref" + number + i;
      references.add(reference);
      ElementType<?> type = scalar(types.get(i));
      models.computeIfPresent(
          child, (name, model) -> model.field(reference, required ? type.required() : type));
    }
    String[] fields = references.toArray(String[]::new);
    models.computeIfPresent(
        parent,
        (name, model) ->
            model.field(
                "down" + number,
                random.nextInt(3) == 0 ? a.hasOne(child, fields) : a.hasMany(child, fields)));
    models.computeIfPresent(
        child, (name, model) -> model.field("up" + number, a.belongsTo(parent, fields)));
  }

  private NamedCustomType custom(String name, List<String> refs) {
    NamedCustomType type = a.customType(name);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      type = type.field("member" + i, listed(optional(any())));
    }
    for (String ref : refs) {
      // A type that needs itself could not be written down.
      String target = ref.startsWith("box") ? "Box" : "Spot";
      type = type.field(ref, random.nextBoolean() ? a.ref(target) : a.ref(target).array());
    }
    return type;
  }

  private ModelFieldType field() {
    return switch (random.nextInt(9)) {
      case 0 -> listed(optional(a.ref("Spot")));
      case 1 -> listed(optional(a.ref("Box")));
      case 2 -> a.string().defaultValue("ab");
      case 3 -> a.integer().defaultValue(2);
      default -> listed(optional(any()));
    };
  }

  private FieldType result() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> listed(optional(a.ref(pick(names))));
      case 2 -> listed(optional(a.ref("Box")));
      default -> listed(optional(any()));
    };
  }

  private FieldType listed(ElementType<?> type) {
    return switch (random.nextInt(4)) {
      case 0 -> type.array();
      case 1 -> type.array().required();
      default -> type;
    };
  }

  private ElementType<?> optional(ElementType<?> type) {
    return random.nextInt(3) == 0 ? type.required() : type;
  }

  private ElementType<?> any() {
    return switch (random.nextInt(12)) {
      case 0 -> a.ref("Mood");
      case 1 -> a.json();
      case 2 -> a.floating();
      case 3 -> a.bool();
      case 4 -> a.datetime();
      case 5 -> a.timestamp();
      case 6 -> pick(List.of(a.time(), a.email(), a.phone(), a.url(), a.ipAddress()));
      default -> scalar(pick(KEY_TYPES));
    };
  }

  private static ElementType<?> scalar(String type) {
    return switch (type) {
      case "id" -> a.id();
      case "string" -> a.string();
      case "integer" -> a.integer();
      default -> a.date();
    };
  }

  private <T> T pick(List<? extends T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
