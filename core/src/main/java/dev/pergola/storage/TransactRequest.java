package dev.pergola.storage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks for several writes, all of them or none.
 *
 * @param writes 1 to {@value #MOST_WRITES} writes of as many rows, in any tables
 */
public record TransactRequest(List<WriteRequest> writes) {

  /** The most writes of one transaction, which is what DynamoDB takes. */
  public static final int MOST_WRITES = 100;

  /**
   * Asks for these writes.
   *
   * @throws RefusedValueException if there are too many, or two of one row: nothing would say which
   *     of them comes first
   * @throws StoreException if the row of a put lacks a part of its key, as {@link Store#put} fails
   */
  public TransactRequest {
    writes = List.copyOf(writes);
    if (writes.isEmpty() || writes.size() > MOST_WRITES) {
      throw new RefusedValueException(
          "A transaction of %d writes is asked for; it has 1 to %d."
              .formatted(writes.size(), MOST_WRITES));
    }
    Map<RowId, Integer> rows = new HashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      Integer first = rows.putIfAbsent(RowId.of(writes.get(i)), i);
      if (first != null) {
        throw new RefusedValueException(
            "Transaction request cannot include multiple operations on one item, as writes %d and %d are, counted from 0; put all that is to be changed of it into one write."
                .formatted(first, i));
      }
    }
  }

  /**
   * What a store makes of each write before it does anything, in their order.
   *
   * @throws WriteFailedException if it can make nothing of one of them
   */
  public <T> List<T> map(Function<WriteRequest, T> each) {
    List<T> all = new ArrayList<>(writes.size());
    for (WriteRequest write : writes) {
      try {
        all.add(each.apply(write));
      } catch (StoreException reason) {
        throw WriteFailedException.of(all.size(), write.table().name(), reason);
      }
    }
    return all;
  }

  /** A row as stores tell rows apart: numbers by their value, joined sort values by their text. */
  private record RowId(String table, Object partition, Object sort) {

    static RowId of(WriteRequest write) {
      RowKey key = write.key();
      return new RowId(
          write.table().name(), normal(key.partition()), normal(key.sort().orElse("")));
    }

    private static Object normal(Object value) {
      if (!(value instanceof Number number)) {
        return value;
      }
      BigDecimal decimal = Values.decimal(number);
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
  }
}
