package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import dev.pergola.request.Limits;
import dev.pergola.storage.Estimate;
import dev.pergola.storage.Store;
import graphql.execution.CoercedVariables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps what one request takes. Safe for several threads. */
public final class ExplainLog {

  private final String prefix;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Estimate> estimates = new HashMap<>();

  /** The log of a request. */
  public ExplainLog() {
    this("");
  }

  private ExplainLog(String prefix) {
    this.prefix = prefix;
  }

  /** The nodes of the plan, and what they may take, before any of it runs. */
  synchronized void planned(Plan plan, Store store, Limits limits, CoercedVariables variables) {
    planned(plan, new PlanEstimates(store, limits, variables, false));
  }

  /** The nodes of a transaction: one for its store call, and those of its writes. */
  synchronized void planned(List<Planned> writes, Store store, Limits limits) {
    add(transaction(), "transaction of %d writes".formatted(writes.size()));
    writes.forEach(
        write -> planned(write.plan(), new PlanEstimates(store, limits, write.variables(), true)));
  }

  private void planned(Plan plan, PlanEstimates of) {
    for (RootField root : plan.roots()) {
      if (root instanceof RootField.Served served) {
        add(served);
        estimates.putAll(of.of(served, path(served)));
      }
    }
  }

  /** Where the store call of a transaction stands. */
  String transaction() {
    return prefix + "transact";
  }

  /** Where a root field stands. */
  String path(RootField.Served root) {
    return prefix + root.name().text();
  }

  /** The node of a root field, for the calls that its handlers make. */
  Place place(String root) {
    return new Place(prefix + root);
  }

  /** A store call that was made for a node. */
  synchronized void called(String path, Explanation.StoreCall call) {
    node(path).calls().add(call);
  }

  private synchronized ExplainLog inside(String path) {
    List<ExplainLog> inside = node(path).inside();
    ExplainLog log = new ExplainLog("%s#%d.".formatted(path, inside.size() + 1));
    inside.add(log);
    return log;
  }

  private Node node(String path) {
    Node node = nodes.get(path);
    if (node == null) {
      throw new IllegalStateException("The plan has no node '%s'".formatted(path));
    }
    return node;
  }

  /** All that was kept, when the request has been answered. */
  public Explanation explanation(DataResponse response) {
    List<Explanation.Node> all = new ArrayList<>();
    addTo(all);
    return new Explanation(all, response.errors());
  }

  private synchronized void addTo(List<Explanation.Node> all) {
    nodes.forEach(
        (path, node) -> {
          all.add(
              new Explanation.Node(
                  path, node.does(), estimates.getOrDefault(path, Estimate.NONE), node.calls()));
          node.inside().forEach(log -> log.addTo(all));
        });
  }

  private void add(RootField.Served root) {
    String path = path(root);
    if (root instanceof RootField.OnModel onModel) {
      add(path, does(onModel));
    } else {
      add(path, "custom operation " + root.fieldName());
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
    nodes.putIfAbsent(path, new Node(does, new ArrayList<>(), new ArrayList<>()));
  }

  /**
   * What is kept of a node.
   *
   * @param inside what its handlers have asked of the backend, call by call
   */
  private record Node(String does, List<Explanation.StoreCall> calls, List<ExplainLog> inside) {}

  /** The node of a custom operation. */
  final class Place {

    private final String path;

    private Place(String path) {
      this.path = path;
    }

    /** A log for one more call that a handler makes of the backend. */
    ExplainLog call() {
      return inside(path);
    }
  }
}
