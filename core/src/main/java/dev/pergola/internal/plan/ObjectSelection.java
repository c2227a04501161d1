package dev.pergola.internal.plan;

import dev.pergola.model.Column;
import dev.pergola.model.ModelType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one record, compiled: aliases, merged fields, fragments and conditional
 * directives are resolved.
 *
 * @param model whose records they are
 * @param fields the entries in the order of the answer
 * @param keys their keys
 * @param relations those among them that are relations to follow, each at its {@link
 *     ObjectField.Related#slot()}
 * @param guarded whether the rules let some caller who may read a record not read some entry of it
 * @param columns the columns that are shown, and those that hold where relations lead
 */
public record ObjectSelection(
    ModelType model,
    List<ObjectField> fields,
    ResponseKeys keys,
    List<ObjectField.Related> relations,
    boolean guarded,
    Set<Column> columns) {

  public ObjectSelection {
    fields = List.copyOf(fields);
    relations = List.copyOf(relations);
    columns = Set.copyOf(columns);
  }

  /** A selection of these entries. */
  ObjectSelection(ModelType model, List<ObjectField> fields) {
    this(
        model,
        fields,
        ResponseKeys.of(fields, ObjectField::name),
        fields.stream()
            .filter(ObjectField.Related.class::isInstance)
            .map(ObjectField.Related.class::cast)
            .toList(),
        fields.stream().anyMatch(entry -> guards(model, entry.member())),
        columns(fields));
  }

  private static Set<Column> columns(List<ObjectField> fields) {
    Set<Column> columns = new HashSet<>();
    for (ObjectField entry : fields) {
      if (entry instanceof ObjectField.Stored stored) {
        columns.add(stored.field().column());
      } else if (entry instanceof ObjectField.Related related) {
        related.step().from().forEach(field -> columns.add(field.column()));
      }
    }
    return columns;
  }

  /** The name of the records' type. */
  public String typeName() {
    return model.name();
  }

  /** Whoever follows a relation learns the fields that hold the key of where it leads. */
  private static boolean guards(ModelType model, @Nullable String member) {
    return member != null
        && (model.grants().guards(member)
            || model
                .relation(member)
                .filter(relation -> !relation.parentSide())
                .filter(relation -> relation.references().stream().anyMatch(model.grants()::guards))
                .isPresent());
  }

  /** How many listings of records there are in it, at any depth. */
  int listings() {
    int count = 0;
    for (ObjectField.Related related : relations) {
      count +=
          related instanceof ObjectField.ToMany many
              ? many.selection().listings()
              : ((ObjectField.ToOne) related).selection().listings();
    }
    return count;
  }
}
