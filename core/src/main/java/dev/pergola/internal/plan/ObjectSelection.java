package dev.pergola.internal.plan;

import java.util.List;

/**
 * What is asked of one record, compiled: aliases, merged fields, fragments and conditional
 * directives are resolved.
 *
 * @param typeName the model's name
 * @param fields the entries in the order of the answer
 * @param relations those among them that are relations to follow, each at its {@link
 *     ObjectField.Related#slot()}
 */
public record ObjectSelection(
    String typeName, List<ObjectField> fields, List<ObjectField.Related> relations) {

  public ObjectSelection {
    fields = List.copyOf(fields);
    relations = List.copyOf(relations);
  }

  /** A selection of these entries. */
  ObjectSelection(String typeName, List<ObjectField> fields) {
    this(
        typeName,
        fields,
        fields.stream()
            .filter(ObjectField.Related.class::isInstance)
            .map(ObjectField.Related.class::cast)
            .toList());
  }

  /** How many listings of records there are in it, at any depth. */
  int listings() {
    int count = 0;
    for (ObjectField.Related related : relations) {
      count +=
          related instanceof ObjectField.ToMany many
              ? many.selection().listings()
              : ((ObjectField.ToOne) related).selection().listings();
    }
    return count;
  }
}
