package dev.pergola.internal.plan;

import dev.pergola.model.Column;
import dev.pergola.model.ModelType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one record, compiled: aliases, merged fields, fragments and conditional
 * directives are resolved. Immutable; one is equal to itself only.
 */
public final class ObjectSelection {

  private final ModelType model;
  private final List<ObjectField> fields;

  /** The same; it is walked for each record of an answer. */
  private final ObjectField[] entries;

  private final ResponseKeys keys;
  private final List<ObjectField.Related> relations;
  private final boolean guarded;
  private final Set<Column> columns;
  private final int listings;

  /** A selection of these entries. */
  ObjectSelection(ModelType model, List<ObjectField> fields) {
    this.model = model;
    this.fields = List.copyOf(fields);
    this.entries = fields.toArray(ObjectField[]::new);
    this.keys = ResponseKeys.of(fields, ObjectField::name);
    this.relations =
        fields.stream()
            .filter(ObjectField.Related.class::isInstance)
            .map(ObjectField.Related.class::cast)
            .toList();
    this.guarded = fields.stream().anyMatch(entry -> guards(model, entry.member()));
    this.columns = Set.copyOf(columns(fields));
    this.listings = relations.stream().mapToInt(ObjectSelection::listings).sum();
  }

  /** Whose records they are. */
  public ModelType model() {
    return model;
  }

  /** The entries in the order of the answer. */
  public List<ObjectField> fields() {
    return fields;
  }

  /** How many entries there are. */
  public int size() {
    return entries.length;
  }

  /** The entry at a place of the answer. */
  public ObjectField field(int place) {
    return entries[place];
  }

  /** The keys of the entries. */
  public ResponseKeys keys() {
    return keys;
  }

  /**
   * Those among the entries that are relations to follow, each at its {@link
   * ObjectField.Related#slot()}.
   */
  public List<ObjectField.Related> relations() {
    return relations;
  }

  /** Whether the rules let some caller who may read a record not read some entry of it. */
  public boolean guarded() {
    return guarded;
  }

  /** The columns that are shown, and those that hold where relations lead. */
  public Set<Column> columns() {
    return columns;
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
    return listings;
  }

  private static int listings(ObjectField.Related related) {
    return related instanceof ObjectField.ToMany many
        ? many.selection().listings()
        : ((ObjectField.ToOne) related).selection().listings();
  }
}
