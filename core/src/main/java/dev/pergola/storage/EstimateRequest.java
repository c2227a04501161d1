package dev.pergola.storage;

import dev.pergola.model.Index;
import dev.pergola.model.Table;
import org.jspecify.annotations.Nullable;

/**
 * A call of a store by its size, without what it asks for.
 *
 * @param kind what the call does
 * @param table where
 * @param index the index to go through, or null for the table's own key
 * @param parts how many keys or partitions
 * @param rows how many rows of each the call may look at; 1 for keys and writes
 */
public record EstimateRequest(Kind kind, Table table, @Nullable Index index, int parts, int rows) {

  /** What a call does. */
  public enum Kind {
    /** {@link Store#get}. */
    GET,
    /** {@link Store#getAll}. */
    GET_ALL,
    /** {@link Store#query} and {@link Store#queryAll}. */
    QUERY,
    /** {@link Store#scan}. */
    SCAN,
    /** {@link Store#put}. */
    PUT,
    /** {@link Store#update}. */
    UPDATE,
    /** {@link Store#delete}. */
    DELETE,
    /** The writes of a {@link Store#transact} to one table, as many as there are parts. */
    TRANSACT
  }

  /** The same call that looks at so many rows. */
  public EstimateRequest withRows(int number) {
    return new EstimateRequest(kind, table, index, parts, number);
  }
}
