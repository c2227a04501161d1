package dev.pergola.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index that the author declared: a way to find records by other fields than the key.
 *
 * @param name the index's name, unique in its model
 * @param keyFields the partition field, then the sort fields
 * @param query the query field, as {@code listPostByAuthor}; null when there is none
 * @param projection which columns the index holds
 */
public record SecondaryIndex(
    String name, List<Field> keyFields, @Nullable String query, Projection projection) {

  public SecondaryIndex {
    keyFields = List.copyOf(keyFields);
  }

  /** The field that a query is about. */
  public Field partition() {
    return keyFields.get(0);
  }

  /** The fields that order the records of one partition; may be empty. */
  public List<Field> sort() {
    return keyFields.subList(1, keyFields.size());
  }

  /** The query field, when there is one. */
  public Optional<String> queryField() {
    return Optional.ofNullable(query);
  }

  /** The index as a store sees it. */
  public Index index() {
    return new Index(
        name,
        new Key(partition().column(), sort().stream().map(Field::column).toList()),
        projection);
  }
}
