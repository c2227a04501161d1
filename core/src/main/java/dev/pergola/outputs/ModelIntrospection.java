package dev.pergola.outputs;

import dev.pergola.internal.json.Json;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model introspection document: what the {@code aws-amplify} client has to know of a schema to
 * build {@code client.models} and its kin. It tells what the author declared and nothing of what is
 * generated from it: no filters, no connections, no implicit owner fields (spec: schema 12).
 *
 * <pre>{@code
 * ModelIntrospection document = ModelIntrospection.of(model);
 * Object models = document.toMap().get("models");
 * }</pre>
 */
public final class ModelIntrospection {

  private final Map<String, @Nullable Object> document;

  private ModelIntrospection(Map<String, @Nullable Object> document) {
    this.document = document;
  }

  /** The document of a schema. */
  public static ModelIntrospection of(SchemaModel schema) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("version", 1);
    document.put("models", named(schema.models(), ModelType::name, ModelDescription::of));
    document.put("enums", named(schema.enums(), EnumType::name, ModelIntrospection::enumeration));
    document.put(
        "nonModels", named(schema.customTypes(), CustomType::name, ModelIntrospection::nonModel));
    putOperations(document, "queries", schema.operations(CustomOperation.Kind.QUERY));
    putOperations(document, "mutations", schema.operations(CustomOperation.Kind.MUTATION));
    putOperations(document, "subscriptions", schema.operations(CustomOperation.Kind.SUBSCRIPTION));
    if (!schema.inputs().isEmpty()) {
      document.put("inputs", named(schema.inputs(), CustomType::name, ModelIntrospection::input));
    }
    return new ModelIntrospection(Collections.unmodifiableMap(document));
  }

  /**
   * The document as JSON's values: {@code Map}, {@code List}, {@code String}, {@code Integer},
   * {@code Boolean} and null. Not to be changed.
   */
  public Map<String, @Nullable Object> toMap() {
    return document;
  }

  /** The document as text, indented. */
  public String toJson() {
    return Json.writeIndented(document);
  }

  private static void putOperations(
      Map<String, @Nullable Object> document, String kind, List<CustomOperation> operations) {
    if (!operations.isEmpty()) {
      document.put(kind, named(operations, CustomOperation::name, ValueDescription::operation));
    }
  }

  private static Map<String, @Nullable Object> enumeration(EnumType type) {
    Map<String, @Nullable Object> description = new LinkedHashMap<>();
    description.put("name", type.name());
    description.put("values", type.values());
    return description;
  }

  private static Map<String, @Nullable Object> nonModel(CustomType type) {
    Map<String, @Nullable Object> description = new LinkedHashMap<>();
    description.put("name", type.name());
    description.put("fields", named(type.fields(), f -> f.name(), ValueDescription::field));
    return description;
  }

  private static Map<String, @Nullable Object> input(CustomType type) {
    Map<String, @Nullable Object> description = new LinkedHashMap<>();
    description.put("name", type.name());
    description.put("attributes", named(type.fields(), f -> f.name(), ValueDescription::argument));
    return description;
  }

  static <T> Map<String, @Nullable Object> named(
      List<? extends T> all,
      Function<T, String> name,
      Function<T, Map<String, @Nullable Object>> description) {
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    all.forEach(each -> byName.put(name.apply(each), description.apply(each)));
    return byName;
  }
}
