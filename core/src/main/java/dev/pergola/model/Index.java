package dev.pergola.model;

/**
 * A secondary index of a table. A record that lacks the partition column or a sort column, or holds
 * null there, is not in the index; several records may share one index key.
 *
 * @param name name of the index, unique in its table
 * @param key what the index is ordered by
 */
public record Index(String name, Key key) {}
