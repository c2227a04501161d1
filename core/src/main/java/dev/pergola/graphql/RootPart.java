package dev.pergola.graphql;

import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Root fields that one of the two runs.
 *
 * @param served whether the backend runs them, or else the engine
 * @param fields the fields by their keys in the answer
 */
record RootPart(boolean served, Map<String, MergedField> fields) {

  /**
   * The parts of an operation.
   *
   * @param served the names of the backend's root fields
   * @param ordered whether the order of the fields is kept; if not, there are two parts at most
   */
  static List<RootPart> split(MergedSelectionSet fields, Set<String> served, boolean ordered) {
    List<RootPart> parts = new ArrayList<>();
    fields
        .getSubFields()
        .forEach(
            (name, field) -> {
              boolean ours = served.contains(field.getName());
              @Nullable RootPart part = part(parts, ours, ordered);
              if (part == null) {
                part = new RootPart(ours, new LinkedHashMap<>());
                parts.add(part);
              }
              part.fields().put(name, field);
            });
    return parts;
  }

  private static @Nullable RootPart part(List<RootPart> parts, boolean ours, boolean ordered) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).served() == ours) {
        return parts.get(i);
      }
      if (ordered) {
        return null;
      }
    }
    return null;
  }
}
