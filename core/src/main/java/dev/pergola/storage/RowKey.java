package dev.pergola.storage;

import dev.pergola.model.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one row's primary key: the partition value, then the sort values, in the order of
 * the table's {@link Key}.
 *
 * @param values non-null values of the types of the key's columns
 */
public record RowKey(List<Object> values) {

  public RowKey {
    values = List.copyOf(values);
  }

  /** The key that a row has under the table's primary key, whose columns every row holds. */
  public static RowKey of(Key key, Row row) {
    List<Object> values = new ArrayList<>(1 + key.sort().size());
    values.add(required(key, row, key.partition().position()));
    key.sort().forEach(column -> values.add(required(key, row, column.position())));
    return new RowKey(values);
  }

  /** The value of the partition column. */
  public Object partition() {
    return values.get(0);
  }

  private static Object required(Key key, Row row, int position) {
    Object value = row.value(position);
    if (value == null) {
      throw new IllegalArgumentException(
          "The row has no value for key column at position %d of %s; every part of a primary key is required."
              .formatted(position, key));
    }
    return value;
  }
}
