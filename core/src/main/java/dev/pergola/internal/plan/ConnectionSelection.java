package dev.pergola.internal.plan;

import java.util.List;

/**
 * What is asked of one page of records.
 *
 * @param typeName the name of the connection type
 * @param fields the entries in the order of the answer
 */
public record ConnectionSelection(String typeName, List<ConnectionField> fields) {
  public ConnectionSelection {
    fields = List.copyOf(fields);
  }

  /** One entry of a connection. */
  public sealed interface ConnectionField {

    /** The key in the answer. */
    ResponseName name();

    /** {@code __typename}. */
    record TypeName(ResponseName name) implements ConnectionField {}

    /** {@code items}. */
    record Items(ResponseName name, ObjectSelection selection) implements ConnectionField {}

    /** {@code nextToken}. */
    record NextToken(ResponseName name) implements ConnectionField {}
  }
}
