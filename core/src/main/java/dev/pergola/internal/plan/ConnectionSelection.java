package dev.pergola.internal.plan;

import java.util.List;

/**
 * What is asked of one page of records.
 *
 * @param typeName the name of the connection type
 * @param fields the entries in the order of the answer
 * @param keys their keys
 * @param items those among them that are {@code items}, each at its {@link
 *     ConnectionField.Items#slot()}
 * @param wantsToken whether the place of the next page is asked for; it costs something to tell
 * @param listings how many listings of records there are in it, itself included
 */
public record ConnectionSelection(
    String typeName,
    List<ConnectionField> fields,
    ResponseKeys keys,
    List<ConnectionField.Items> items,
    boolean wantsToken,
    int listings) {

  public ConnectionSelection {
    fields = List.copyOf(fields);
    items = List.copyOf(items);
  }

  /** A selection of these entries. */
  static ConnectionSelection of(String typeName, List<ConnectionField> fields) {
    List<ConnectionField.Items> items =
        fields.stream()
            .filter(ConnectionField.Items.class::isInstance)
            .map(ConnectionField.Items.class::cast)
            .toList();
    return new ConnectionSelection(
        typeName,
        fields,
        ResponseKeys.of(fields, ConnectionField::name),
        items,
        fields.stream().anyMatch(ConnectionField.NextToken.class::isInstance),
        1 + items.stream().mapToInt(entry -> entry.selection().listings()).sum());
  }

  /** One entry of a connection. */
  public sealed interface ConnectionField {

    /** The key in the answer. */
    ResponseName name();

    /** {@code __typename}. */
    record TypeName(ResponseName name) implements ConnectionField {}

    /**
     * {@code items}.
     *
     * @param slot its place among the {@code items} of the connection, of which aliases make
     *     several
     */
    record Items(ResponseName name, int slot, ObjectSelection selection)
        implements ConnectionField {}

    /** {@code nextToken}. */
    record NextToken(ResponseName name) implements ConnectionField {}
  }
}
