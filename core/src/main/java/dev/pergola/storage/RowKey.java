package dev.pergola.storage;

import dev.pergola.model.Key;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values of one row's primary key: the partition value, then the sort values, in the order of
 * the table's {@link Key}.
 *
 * @param values non-null values of the types of the key's columns
 */
public record RowKey(List<Object> values) {

  /** A decimal of a few characters may stand for a number of millions of digits. */
  private static final int MAX_PLAIN_SCALE = 64;

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

  /**
   * The sort key as one value: the only sort value as it is, several {@linkplain #joined joined},
   * or empty when there is none.
   */
  public Optional<Object> sort() {
    return switch (values.size()) {
      case 1 -> Optional.empty();
      case 2 -> Optional.of(values.get(1));
      default -> Optional.of(joined(values.subList(1, values.size())));
    };
  }

  /**
   * The text that sort values make when a key joins them, {@code a#b}; for a condition also of the
   * leading ones only. Equal numbers give the same text, without an exponent where it stays short:
   * {@code 10}, {@code 2.5}.
   */
  public static String joined(List<?> sortValues) {
    return sortValues.stream().map(RowKey::text).collect(Collectors.joining(Key.SEPARATOR));
  }

  private static String text(Object value) {
    if (value instanceof Number number) {
      BigDecimal decimal = Values.decimal(number).stripTrailingZeros();
      return Math.abs((long) decimal.scale()) > MAX_PLAIN_SCALE
          ? decimal.toString()
          : decimal.toPlainString();
    }
    return value.toString();
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
