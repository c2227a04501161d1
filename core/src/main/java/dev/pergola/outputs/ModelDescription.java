package dev.pergola.outputs;

import dev.pergola.model.Field;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.model.SecondaryIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the introspection document says of a model. */
final class ModelDescription {

  private static final List<String> PLAIN_KEY = List.of("id");

  private ModelDescription() {}

  static Map<String, @Nullable Object> of(ModelType model) {
    Map<String, @Nullable Object> description = new LinkedHashMap<>();
    description.put("name", model.name());
    description.put("fields", fields(model));
    description.put("syncable", true);
    description.put("pluralName", model.pluralName());
    description.put("attributes", attributes(model));
    description.put("primaryKeyInfo", primaryKey(model));
    return description;
  }

  private static Map<String, @Nullable Object> fields(ModelType model) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (ModelField member : model.members()) {
      if (member instanceof Relation relation) {
        fields.put(relation.name(), ValueDescription.relation(relation));
      } else if (member instanceof Field field && field.origin() != Field.Origin.IMPLICIT_OWNER) {
        fields.put(field.name(), ValueDescription.field(field));
      }
    }
    return fields;
  }

  private static List<Object> attributes(ModelType model) {
    List<Object> attributes = new ArrayList<>();
    attributes.add(attribute("model", disabled(model)));
    if (model.explicitKey()) {
      Map<String, @Nullable Object> key = new LinkedHashMap<>();
      key.put("fields", names(model.keyFields()));
      attributes.add(attribute("key", key));
    }
    model.indexes().stream()
        .sorted(Comparator.comparing(index -> index.partition().position()))
        .forEach(index -> attributes.add(attribute("key", index(index))));
    if (!model.rules().isEmpty()) {
      Map<String, @Nullable Object> auth = new LinkedHashMap<>();
      auth.put("rules", model.rules().stream().map(RuleDescription::of).toList());
      attributes.add(attribute("auth", auth));
    }
    return attributes;
  }

  private static Map<String, @Nullable Object> attribute(
      String type, Map<String, @Nullable Object> properties) {
    Map<String, @Nullable Object> attribute = new LinkedHashMap<>();
    attribute.put("type", type);
    attribute.put("properties", properties);
    return attribute;
  }

  /** Null for a group that is off, and for each operation that is off by itself. */
  private static Map<String, @Nullable Object> disabled(ModelType model) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    for (ModelOperation group : ModelOperation.values()) {
      if (model.disabled().contains(group) && group.group().isEmpty()) {
        properties.put(group.word(), null);
      }
      Map<String, @Nullable Object> single = new LinkedHashMap<>();
      model.disabled().stream()
          .filter(operation -> operation.group().filter(group::equals).isPresent())
          .forEach(operation -> single.put(operation.word(), null));
      if (!single.isEmpty()) {
        properties.put(group.word(), single);
      }
    }
    return properties;
  }

  private static Map<String, @Nullable Object> index(SecondaryIndex index) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("name", index.name());
    properties.put("queryField", index.query());
    properties.put("fields", names(index.keyFields()));
    return properties;
  }

  private static Map<String, @Nullable Object> primaryKey(ModelType model) {
    List<String> key = names(model.keyFields());
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("isCustomPrimaryKey", !key.equals(PLAIN_KEY));
    info.put("primaryKeyFieldName", key.get(0));
    info.put("sortKeyFieldNames", key.subList(1, key.size()));
    return info;
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }
}
