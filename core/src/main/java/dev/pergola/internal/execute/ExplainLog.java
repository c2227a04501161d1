package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps what one request takes. Safe for several threads. */
public final class ExplainLog {

  private final Map<String, Node> nodes = new LinkedHashMap<>();

  /** The nodes of the plan, before any of it runs. */
  synchronized void planned(Plan plan) {
    for (RootField root : plan.roots()) {
      if (root instanceof RootField.Served served) {
        add(served);
      }
    }
  }

  /** A store call that was made for a node. */
  synchronized void called(String path, Explanation.StoreCall call) {
    Node node = nodes.get(path);
    if (node == null) {
      throw new IllegalStateException("The plan has no node '%s'".formatted(path));
    }
    node.calls().add(call);
  }

  /** All that was kept, when the request has been answered. */
  public synchronized Explanation explanation(DataResponse response) {
    List<Explanation.Node> all = new ArrayList<>();
    nodes.forEach((path, node) -> all.add(new Explanation.Node(path, node.does(), node.calls())));
    return new Explanation(all, response.errors());
  }

  private void add(RootField.Served root) {
    String path = root.name().text();
    if (root instanceof RootField.OnModel onModel) {
      add(path, does(onModel));
    } else {
      add(path, "custom operation " + root.fieldName() + "; what its handlers read is not shown");
    }
    RootField.Shape shape = root.shape();
    if (shape instanceof RootField.Shape.OneRecord one) {
      below(path, one.selection());
    } else if (shape instanceof RootField.Shape.Connection connection) {
      below(path, connection.selection());
    } else if (shape instanceof RootField.Shape.Records records) {
      below(path, records.selection());
    }
  }

  private static String does(RootField.OnModel root) {
    if (root.operation() instanceof RootOperation.OnIndex onIndex) {
      return "query of index %s of %s".formatted(onIndex.index().name(), root.model().name());
    }
    RootOperation.OnModel operation = (RootOperation.OnModel) root.operation();
    return "%s of %s"
        .formatted(operation.kind().name().toLowerCase(Locale.ROOT), root.model().name());
  }

  private void below(String path, ConnectionSelection connection) {
    connection.items().forEach(items -> below(path, items.selection()));
  }

  private void below(String path, ObjectSelection selection) {
    for (ObjectField.Related related : selection.relations()) {
      String place = ExplainedStore.below(path, related.name().text());
      add(
          place,
          "relation %s.%s to %s"
              .formatted(
                  selection.typeName(),
                  related.step().relation().name(),
                  related.step().target().name()));
      if (related instanceof ObjectField.ToMany many) {
        below(place, many.selection());
      } else {
        below(place, ((ObjectField.ToOne) related).selection());
      }
    }
  }

  private void add(String path, String does) {
    nodes.putIfAbsent(path, new Node(does, new ArrayList<>()));
  }

  private record Node(String does, List<Explanation.StoreCall> calls) {}
}
