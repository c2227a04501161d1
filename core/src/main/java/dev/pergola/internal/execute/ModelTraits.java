package dev.pergola.internal.execute;

import dev.pergola.model.Column;
import dev.pergola.model.Field;
import dev.pergola.model.Index;
import dev.pergola.model.ModelType;
import dev.pergola.model.Projection;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.SecondaryIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every operation on a model would otherwise work out anew; made once for each model of a
 * backend. Immutable.
 */
final class ModelTraits {

  private final KeyReader key;
  private final Map<String, KeyReader> byIndex = new HashMap<>();
  private final Map<String, Index> unsorted = new HashMap<>();
  private final List<JoinedKey> joined;
  private final List<JoinedKey> joinedReferences;
  private final List<List<Field>> keys;
  private final BitSet indexed = new BitSet();
  private final Validations validations;
  private final Set<Column> shownOwners;
  private final Set<String> defaulted;
  private final @Nullable Field madeId;
  private final Set<String> owners;

  private ModelTraits(ModelType model) {
    this.key = KeyReader.of(model);
    for (SecondaryIndex index : model.indexes()) {
      byIndex.put(index.name(), KeyReader.of(model, index));
    }
    Set<String> declared =
        model.indexes().stream().map(SecondaryIndex::name).collect(Collectors.toSet());
    List<JoinedKey> several = new ArrayList<>();
    List<List<Field>> all = new ArrayList<>();
    all.add(model.keyFields());
    for (Index index : model.table().indexes()) {
      List<Field> fields = new ArrayList<>();
      fields.add(model.fields().get(index.key().partition().position()));
      index.key().sort().forEach(column -> fields.add(model.fields().get(column.position())));
      all.add(List.copyOf(fields));
      if (index.key().joined()) {
        boolean relation = !declared.contains(index.name());
        several.add(new JoinedKey(index.name(), relation, fields.subList(1, fields.size())));
      }
      indexed.set(index.key().partition().position());
      index.key().sort().forEach(column -> indexed.set(column.position()));
      if (index.key().sort().isEmpty() && index.projection().equals(Projection.ALL)) {
        unsorted.putIfAbsent(index.key().partition().name(), index);
      }
    }
    this.joined = several.stream().filter(one -> !one.relation()).toList();
    this.joinedReferences = several.stream().filter(JoinedKey::relation).toList();
    this.keys = List.copyOf(all);
    this.validations = Validations.of(model);
    this.shownOwners =
        ShownOwners.fields(model).stream()
            .map(Field::column)
            .collect(Collectors.toUnmodifiableSet());
    this.defaulted =
        model.fields().stream()
            .filter(field -> field.defaultValue() != null)
            .map(Field::name)
            .collect(Collectors.toUnmodifiableSet());
    this.madeId = model.fields().stream().filter(ModelTraits::isMade).findAny().orElse(null);
    this.owners =
        model.rules().stream()
            .filter(Rule.Owner.class::isInstance)
            .map(rule -> ((Rule.Owner) rule).field().name())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isMade(Field field) {
    return field.name().equals("id")
        && !field.list()
        && field.defaultValue() == null
        && (field.type() == Scalar.ID || field.type() == Scalar.STRING);
  }

  /**
   * The traits of each of these models.
   *
   * @throws IllegalArgumentException if a pattern that values have to match is none
   */
  static Map<ModelType, ModelTraits> of(List<ModelType> models) {
    Map<ModelType, ModelTraits> traits = new HashMap<>();
    models.forEach(model -> traits.put(model, new ModelTraits(model)));
    return traits;
  }

  /** Reads the key arguments of listings by the model's own key. */
  KeyReader key() {
    return key;
  }

  /** Reads the key arguments of queries of an index. */
  KeyReader key(SecondaryIndex index) {
    return Objects.requireNonNull(byIndex.get(index.name()), "an index of this model");
  }

  /** The sort keys of declared indexes that are several fields joined. */
  List<JoinedKey> joined() {
    return joined;
  }

  /** The sort keys of the indexes of relations that are several references joined. */
  List<JoinedKey> joinedReferences() {
    return joinedReferences;
  }

  /** The fields of the model's key, and of the key of each index, those of relations included. */
  List<List<Field>> keys() {
    return keys;
  }

  /** Whether a column is part of the key of an index; a null is then not stored but left out. */
  boolean indexed(int position) {
    return indexed.get(position);
  }

  /**
   * An index that holds every record with a value in this column, whole, by that value; or null.
   */
  @Nullable Index holding(Column column) {
    return unsorted.get(column.name());
  }

  /** The columns of owners that callers are shown in part. */
  Set<Column> shownOwners() {
    return shownOwners;
  }

  /**
   * The {@code id} that the server makes where a create leaves it out, be it the key or not; null
   * if there is none.
   */
  @Nullable Field madeId() {
    return madeId;
  }

  /** The fields that the model's owner rules name. */
  Set<String> owners() {
    return owners;
  }

  /** The fields that have a default. */
  Set<String> defaulted() {
    return defaulted;
  }

  /** What values have to satisfy to be stored. */
  Validations validations() {
    return validations;
  }

  /**
   * A sort key of several fields.
   *
   * @param index the index that it is of
   * @param relation whether a relation made the index, and not the author
   * @param fields the fields, in their order
   */
  record JoinedKey(String index, boolean relation, List<Field> fields) {

    JoinedKey {
      fields = List.copyOf(fields);
    }
  }
}
