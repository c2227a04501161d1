package dev.pergola.storage;

/**
 * Which part of a key a query reads: one partition, and a range of its sort keys.
 *
 * @param partition the value of the partition column, non-null
 * @param sort what the sort key must fulfil
 */
public record KeyCondition(Object partition, SortCondition sort) {

  /** Every row of the partition. */
  public static KeyCondition all(Object partition) {
    return new KeyCondition(partition, SortCondition.any());
  }
}
