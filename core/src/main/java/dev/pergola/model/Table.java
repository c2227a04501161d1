package dev.pergola.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a store has to know of a model: its columns, its key and its indexes.
 *
 * @param name the model's name; a store may map it to a name of its own
 * @param columns the columns; each stands at its own {@link Column#position()}
 * @param key the primary key
 * @param indexes the secondary indexes
 */
public record Table(String name, List<Column> columns, Key key, List<Index> indexes) {

  public Table {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).position() != i) {
        throw new IllegalArgumentException(
            "Table '%s': column '%s' has position %d but stands at %d; list the columns in the order of their positions."
                .formatted(name, columns.get(i).name(), columns.get(i).position(), i));
      }
      if (!names.add(columns.get(i).name())) {
        throw new IllegalArgumentException(
            "Table '%s' has two columns named '%s'; column names are unique."
                .formatted(name, columns.get(i).name()));
      }
    }
  }

  /** The column of this name, or empty. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** The index of this name, or empty. */
  public Optional<Index> index(String indexName) {
    return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
  }
}
