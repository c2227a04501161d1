package dev.pergola.internal.lint;

import dev.pergola.model.Field;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.SchemaWarning.Code;
import java.util.List;
import java.util.Set;

/** Relations of one model, from the child's side. */
final class RelationLint {

  private final SchemaModel schema;
  private final ModelType model;
  private final Grants grants;
  private final Warnings warnings;

  RelationLint(SchemaModel schema, ModelType model, Grants grants, Warnings warnings) {
    this.schema = schema;
    this.model = model;
    this.grants = grants;
    this.warnings = warnings;
  }

  void check() {
    for (Relation relation : model.relations()) {
      if (relation.kind() == Relation.Kind.BELONGS_TO) {
        checkIndex(relation);
        checkHidden(relation);
      }
    }
  }

  /** The index of the relation itself serves the parent's field, and no query of its own. */
  private void checkIndex(Relation relation) {
    String reference = relation.references().get(0);
    boolean byKey = model.keyFields().get(0).name().equals(reference);
    boolean byIndex =
        model.indexes().stream()
            .anyMatch(
                index ->
                    index.partition().name().equals(reference) && index.queryField().isPresent());
    if (model.offers(ModelOperation.LIST) && !byKey && !byIndex) {
      warnings.field(
          Code.LIST_WITHOUT_INDEX,
          model,
          relation.name(),
          "list%s with a filter on '%s' reads every %s. Add .secondaryIndexes(a.index(\"%s\")) to query those of one %s, or read them through the field of %s."
              .formatted(
                  model.capitalPluralName(),
                  reference,
                  model.name(),
                  reference,
                  relation.target(),
                  relation.target()));
    }
  }

  private void checkHidden(Relation relation) {
    boolean required =
        relation.references().stream()
            .allMatch(name -> model.field(name).filter(Field::required).isPresent());
    if (!required) {
      return;
    }
    Set<Role> there = new Grants(schema.target(relation)).readers();
    List<Role> refused =
        grants.readersOf(relation.name()).stream().filter(reader -> !reader.within(there)).toList();
    if (!refused.isEmpty()) {
      warnings.field(
          Code.REQUIRED_RELATION_HIDDEN,
          model,
          relation.name(),
          "Every record has its %s, and %s may not read it: lists answer them null there, each time with an error. Let them read %s, or give the relation rules of its own."
              .formatted(
                  relation.target(),
                  String.join(", ", refused.stream().map(Role::text).toList()),
                  relation.target()));
    }
  }
}
