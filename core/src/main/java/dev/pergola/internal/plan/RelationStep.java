package dev.pergola.internal.plan;

import dev.pergola.model.Field;
import dev.pergola.model.Index;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relation as a plan follows it, from records of one model to records of another.
 *
 * @param relation which
 * @param target the model it leads to
 * @param from the fields of the record that the step begins at, which hold the key of where it
 *     leads: references to the parent's key, or the key that the children refer to
 * @param index the index of the target's table to ask, or null for its key
 */
public record RelationStep(
    Relation relation, ModelType target, List<Field> from, @Nullable Index index) {

  public RelationStep {
    from = List.copyOf(from);
  }

  static RelationStep of(ModelType model, Relation relation, ModelType target) {
    if (relation.parentSide()) {
      Index index =
          target
              .table()
              .index(relation.indexName())
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "Table '%s' has no index '%s'."
                              .formatted(target.name(), relation.indexName())));
      return new RelationStep(relation, target, model.keyFields(), index);
    }
    List<Field> references =
        relation.references().stream().map(name -> model.field(name).orElseThrow()).toList();
    return new RelationStep(relation, target, references, null);
  }
}
