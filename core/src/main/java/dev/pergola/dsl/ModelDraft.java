package dev.pergola.dsl;

import dev.pergola.model.Column;
import dev.pergola.model.Field;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.model.Rule;
import dev.pergola.model.SecondaryIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was found of a model; becomes one only when the whole schema is without a mistake. */
final class ModelDraft {

  final Model model;
  final String plural;
  final Set<ModelOperation> disabled;
  final List<ModelField> members = new ArrayList<>();
  final List<Relation> relations = new ArrayList<>();
  final Map<String, List<Rule>> fieldRules = new LinkedHashMap<>();
  List<Field> key = List.of();
  List<SecondaryIndex> indexes = List.of();
  List<Rule> rules = List.of();

  private final Map<String, Field> fields = new HashMap<>();
  private final List<Index> relationIndexes = new ArrayList<>();

  ModelDraft(Model model, String plural, Set<ModelOperation> disabled) {
    this.model = model;
    this.plural = plural;
    this.disabled = disabled;
  }

  String name() {
    return model.name;
  }

  Place place() {
    return model.place();
  }

  void add(Field field) {
    members.add(field);
    fields.put(field.name(), field);
  }

  void add(Relation relation) {
    members.add(relation);
    relations.add(relation);
  }

  /** The stored field of this name, or empty. */
  Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** How many stored fields there are, which is the position of the next. */
  int width() {
    return fields.size();
  }

  /** The index that finds the children of one parent by the fields that refer to it. */
  void addRelationIndex(String name, List<Field> references) {
    List<Column> columns = references.stream().map(Field::column).toList();
    Key key = new Key(columns.get(0), columns.subList(1, columns.size()));
    relationIndexes.add(new Index(name, key));
  }

  ModelType toModel() {
    return ModelType.builder(model.name, plural)
        .members(members)
        .keyFields(key)
        .indexes(indexes)
        .relationIndexes(relationIndexes)
        .disabled(disabled)
        .rules(rules)
        .fieldRules(fieldRules)
        .build();
  }
}
