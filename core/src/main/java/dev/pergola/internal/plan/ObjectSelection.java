package dev.pergola.internal.plan;

import java.util.List;

/**
 * What is asked of one record, compiled: aliases, merged fields, fragments and conditional
 * directives are resolved.
 *
 * @param typeName the model's name
 * @param fields the entries in the order of the answer
 */
public record ObjectSelection(String typeName, List<ObjectField> fields) {
  public ObjectSelection {
    fields = List.copyOf(fields);
  }
}
