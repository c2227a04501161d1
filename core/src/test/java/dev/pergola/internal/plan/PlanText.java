package dev.pergola.internal.plan;

import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan as text that reads like a document without fragments: {@code key:field{...}}. */
final class PlanText {

  private PlanText() {}

  static String of(Plan plan) {
    return joined(plan.roots(), PlanText::root);
  }

  private static String root(RootField root) {
    if (root instanceof RootField.TypeName typeName) {
      return entry(typeName.name(), "__typename=" + typeName.type());
    }
    if (root instanceof RootField.Introspection introspection) {
      return entry(
          introspection.name(),
          introspection.fields().get(0).getName() + "*" + introspection.fields().size());
    }
    RootField.OnModel onModel = (RootField.OnModel) root;
    return entry(onModel.name(), onModel.fieldName()) + shape(onModel.shape());
  }

  private static String shape(RootField.Shape shape) {
    return shape instanceof RootField.Shape.OneRecord one
        ? record(one.selection())
        : connection(((RootField.Shape.Connection) shape).selection());
  }

  private static String connection(ConnectionSelection selection) {
    return joined(
        selection.fields(),
        field -> {
          if (field instanceof ConnectionField.Items items) {
            return entry(items.name(), "items") + record(items.selection());
          }
          boolean token = field instanceof ConnectionField.NextToken;
          return entry(field.name(), token ? "nextToken" : "__typename=" + selection.typeName());
        });
  }

  private static String record(ObjectSelection selection) {
    return joined(
        selection.fields(),
        field ->
            entry(
                field.name(),
                field instanceof ObjectField.Stored stored
                    ? stored.field().name()
                    : "__typename=" + ((ObjectField.TypeName) field).type()));
  }

  private static String entry(ResponseName name, String field) {
    return name.text().equals(field) ? field : name.text() + ":" + field;
  }

  private static <T> String joined(List<T> parts, Function<T, String> text) {
    return parts.stream().map(text).collect(Collectors.joining(" ", "{", "}"));
  }
}
