package dev.pergola.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The key of a table or of an index: one partition column and any number of sort columns.
 *
 * <p>With one sort column the sort key is that column's value, ordered by its type. With several it
 * is one string, the values joined with {@value #SEPARATOR}, ordered as a string: {@code …#10}
 * sorts before {@code …#2} (spec: runtime A9).
 *
 * @param partition the column that a record is found by
 * @param sort the columns that order the records of one partition; may be empty
 */
public record Key(Column partition, List<Column> sort) {

  /** What stands between the parts of a joined sort key. */
  public static final String SEPARATOR = "#";

  public Key {
    sort = List.copyOf(sort);
  }

  /** Whether the sort key is several columns joined into one string. */
  public boolean joined() {
    return sort.size() > 1;
  }

  /** The type of the sort key as one value; empty when there is no sort key. */
  public Optional<ColumnType> sortType() {
    if (sort.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(joined() ? ColumnType.STRING : sort.get(0).type());
  }

  /**
   * The attribute that holds the sort key, {@code floor#aisle#slot} when joined; empty when there
   * is none.
   */
  public Optional<String> sortName() {
    return sort.isEmpty()
        ? Optional.empty()
        : Optional.of(sort.stream().map(Column::name).collect(Collectors.joining(SEPARATOR)));
  }

  /** Whether {@code column} is a part of this key. */
  public boolean contains(Column column) {
    return partition.equals(column) || sort.contains(column);
  }
}
