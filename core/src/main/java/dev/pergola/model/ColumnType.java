package dev.pergola.model;

/**
 * How a single value lies in a store. It fixes the Java type that a {@code Row} gives and the order
 * of keys.
 */
public enum ColumnType {
  /** A {@link String}; in keys ordered by its UTF-8 bytes. */
  STRING,
  /**
   * A {@link Long}, {@link Double} or {@link java.math.BigDecimal}; compared and ordered by value.
   */
  NUMBER,
  /** A {@link Boolean}; never part of a key. */
  BOOLEAN,
  /**
   * Any JSON value: {@code String}, {@code Long}, {@code Double}, {@code BigDecimal}, {@code
   * Boolean}, {@code List}, {@code Map<String, ?>} or null inside these; never part of a key.
   */
  DOCUMENT
}
