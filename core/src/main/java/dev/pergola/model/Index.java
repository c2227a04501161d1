package dev.pergola.model;

/**
 * A secondary index of a table. A record that lacks the partition column or a sort column, or holds
 * null there, is not in the index; several records may share one index key.
 *
 * @param name name of the index, unique in its table
 * @param key what the index is ordered by
 * @param projection which columns the index holds; a store may hold more
 */
public record Index(String name, Key key, Projection projection) {

  /** An index that holds every column. */
  public Index(String name, Key key) {
    this(name, key, Projection.ALL);
  }
}
