package dev.pergola.model;

import java.util.List;

/**
 * Which columns an index holds beside its key and the table's.
 *
 * @param kind all, none, or the named ones
 * @param columns the names, for {@link Kind#INCLUDE}; else empty
 */
public record Projection(Kind kind, List<String> columns) {

  /** Every column. */
  public static final Projection ALL = new Projection(Kind.ALL, List.of());

  /** What DynamoDB calls the three. */
  public enum Kind {
    ALL,
    KEYS_ONLY,
    INCLUDE
  }

  public Projection {
    columns = List.copyOf(columns);
  }
}
