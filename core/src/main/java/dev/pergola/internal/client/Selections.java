package dev.pergola.internal.client;

import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Relation;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is asked of records where no Java record says it. */
final class Selections {

  private static final String ALL = "*";

  private final SchemaModel schema;

  Selections(SchemaModel schema) {
    this.schema = schema;
  }

  /** All stored fields, with all that is in them; no relations. */
  static Selection stored(ModelType model) {
    Map<String, Selection> members = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      add(field.name(), field.type(), new ArrayDeque<>(), members);
    }
    return Selection.of(members);
  }

  /** All of a value of this type; of one that holds itself, all but itself. */
  static Selection whole(ValueType type) {
    Map<String, Selection> members = new LinkedHashMap<>();
    add("", type, new ArrayDeque<>(), members);
    return members.getOrDefault("", Selection.LEAF);
  }

  private static void add(
      String name, ValueType type, Deque<CustomType> within, Map<String, Selection> members) {
    if (!(type instanceof CustomType custom)) {
      members.put(name, Selection.LEAF);
    } else if (!within.contains(custom)) {
      within.push(custom);
      Map<String, Selection> below = new LinkedHashMap<>();
      for (NamedValue field : custom.fields()) {
        add(field.name(), field.type(), within, below);
      }
      within.pop();
      if (!below.isEmpty()) {
        members.put(name, Selection.of(below));
      }
    }
  }

  /**
   * What paths lead to.
   *
   * @throws IllegalArgumentException if one leads to nothing
   */
  Selection of(ModelType model, List<String> paths) {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException(
          "Model '%s': nothing is selected; give at least one path, as \"*\"."
              .formatted(model.name()));
    }
    Selection all = Selection.LEAF;
    for (String path : paths) {
      all = all.merge(ofModel(model, path, List.of(path.split("\\.", -1))));
    }
    return all;
  }

  private Selection ofModel(ModelType model, String path, List<String> rest) {
    if (rest.isEmpty() || rest.equals(List.of(ALL))) {
      return stored(model);
    }
    String name = rest.get(0);
    List<String> after = rest.subList(1, rest.size());
    Field field = model.field(name).orElse(null);
    if (field != null) {
      return Selection.of(Map.of(name, ofValue(field.type(), path, after)));
    }
    Relation relation =
        model
            .relation(name)
            .orElseThrow(() -> nothing(path, name, model.name(), names(model.members())));
    return Selection.of(Map.of(name, ofModel(schema.target(relation), path, after)));
  }

  private static Selection ofValue(ValueType type, String path, List<String> rest) {
    if (rest.isEmpty()) {
      return whole(type);
    }
    String name = rest.get(0);
    List<String> after = rest.subList(1, rest.size());
    if (!(type instanceof CustomType custom)) {
      throw nothing(path, name, type.graphqlName(), List.of());
    }
    if (rest.equals(List.of(ALL))) {
      return whole(type);
    }
    NamedValue field =
        custom
            .field(name)
            .orElseThrow(
                () ->
                    nothing(
                        path,
                        name,
                        custom.name(),
                        custom.fields().stream().map(NamedValue::name).toList()));
    return Selection.of(Map.of(name, ofValue(field.type(), path, after)));
  }

  private static List<String> names(List<ModelField> members) {
    List<String> names = new ArrayList<>();
    members.forEach(member -> names.add(member.name()));
    return names;
  }

  private static IllegalArgumentException nothing(
      String path, String name, String type, List<String> known) {
    return new IllegalArgumentException(
        "Path '%s': '%s' is no field of '%s'; %s."
            .formatted(
                path,
                name,
                type,
                known.isEmpty() ? "it has none" : "it has " + String.join(", ", known)));
  }
}
