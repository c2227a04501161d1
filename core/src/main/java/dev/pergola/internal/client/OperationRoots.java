package dev.pergola.internal.client;

import dev.pergola.internal.schema.RootOperation;
import java.util.Map;
import java.util.TreeMap;

/**
 * The custom operations of one root type by name.
 *
 * @param kind what they are, for messages
 */
record OperationRoots(String kind, Map<String, OperationRoot> known) {

  static OperationRoots of(String kind, Map<String, RootOperation> fields) {
    Map<String, OperationRoot> known = new TreeMap<>();
    fields.forEach(
        (name, operation) -> {
          if (operation instanceof RootOperation.Custom custom) {
            known.put(name, new OperationRoot(custom.operation()));
          }
        });
    return new OperationRoots(kind, known);
  }

  OperationRoot find(String name) {
    OperationRoot root = known.get(name);
    if (root == null) {
      throw new IllegalArgumentException(
          "There is no custom %s '%s'. Known: %s."
              .formatted(kind, name, known.isEmpty() ? "none" : String.join(", ", known.keySet())));
    }
    return root;
  }
}
