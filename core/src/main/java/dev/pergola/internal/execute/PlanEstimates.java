package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Arguments;
import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.RelationStep;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.Index;
import dev.pergola.model.ModelType;
import dev.pergola.request.Limits;
import dev.pergola.storage.Estimate;
import dev.pergola.storage.EstimateRequest;
import dev.pergola.storage.EstimateRequest.Kind;
import dev.pergola.storage.Store;
import graphql.execution.CoercedVariables;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a plan take of the store when every page is full, told before any of it runs. A
 * filter, or a rule, that lets few rows through makes a listing look at more.
 */
final class PlanEstimates {

  private final Store store;
  private final Limits limits;
  private final CoercedVariables variables;
  private final boolean transaction;
  private final Map<String, Estimate> nodes = new LinkedHashMap<>();

  /**
   * Estimates of a plan.
   *
   * @param transaction whether its mutations are made together
   */
  PlanEstimates(Store store, Limits limits, CoercedVariables variables, boolean transaction) {
    this.store = store;
    this.limits = limits;
    this.variables = variables;
    this.transaction = transaction;
  }

  /** The estimates of a root field, which stands at a path, and of what is below it. */
  Map<String, Estimate> of(RootField.Served root, String path) {
    int rows = root instanceof RootField.OnModel onModel ? model(path, onModel) : 1;
    RootField.Shape shape = root.shape();
    if (shape instanceof RootField.Shape.OneRecord one) {
      below(path, one.selection(), rows);
    } else if (shape instanceof RootField.Shape.Connection connection) {
      below(path, connection.selection(), rows);
    } else if (shape instanceof RootField.Shape.Records records) {
      below(path, records.selection(), records.shape().list() ? limits.pageSize() : 1);
    }
    return nodes;
  }

  /** The rows that a root field gives at most. */
  private int model(String path, RootField.OnModel root) {
    ModelType model = root.model();
    Map<String, Object> arguments = root.arguments().values(variables);
    if (root.operation() instanceof RootOperation.OnIndex onIndex) {
      return listing(path, Kind.QUERY, model, onIndex.index().index(), 1, arguments);
    }
    RootOperation.OnModel operation = (RootOperation.OnModel) root.operation();
    return switch (operation.kind()) {
      case GET -> single(path, Kind.GET, model);
      case CREATE -> single(path, transaction ? Kind.TRANSACT : Kind.PUT, model);
      case UPDATE -> single(path, transaction ? Kind.TRANSACT : Kind.UPDATE, model);
      case DELETE -> single(path, transaction ? Kind.TRANSACT : Kind.DELETE, model);
      case LIST -> {
        boolean byKey = arguments.get(model.keyFields().get(0).name()) != null;
        yield listing(path, byKey ? Kind.QUERY : Kind.SCAN, model, null, 1, arguments);
      }
    };
  }

  private int single(String path, Kind kind, ModelType model) {
    add(path, new EstimateRequest(kind, model.table(), null, 1, 1));
    return 1;
  }

  private int listing(
      String path,
      Kind kind,
      ModelType model,
      @Nullable Index index,
      int parts,
      Map<String, Object> arguments) {
    int limit =
        arguments.get("limit") instanceof Number number
            ? Math.max(1, Math.min(number.intValue(), limits.maxPageSize()))
            : limits.pageSize();
    int share = Math.max(1, limits.maxScanRows() / Math.max(1, parts));
    // A row more than a page has tells whether there is a next one.
    add(path, new EstimateRequest(kind, model.table(), index, parts, Math.min(limit + 1, share)));
    return (int) Math.min(Integer.MAX_VALUE, (long) parts * Math.min(limit, share));
  }

  private void below(String path, ConnectionSelection connection, int rows) {
    connection.items().forEach(items -> below(path, items.selection(), rows));
  }

  private void below(String path, ObjectSelection selection, int rows) {
    for (ObjectField.Related related : selection.relations()) {
      String place = ExplainedStore.below(path, related.name().text());
      RelationStep step = related.step();
      if (related instanceof ObjectField.ToMany many) {
        Arguments sent = many.arguments();
        int children =
            listing(place, Kind.QUERY, step.target(), step.index(), rows, sent.values(variables));
        below(place, many.selection(), children);
      } else {
        Kind kind = step.index() == null ? Kind.GET_ALL : Kind.QUERY;
        add(place, new EstimateRequest(kind, step.target().table(), step.index(), rows, 1));
        below(place, ((ObjectField.ToOne) related).selection(), rows);
      }
    }
  }

  /** A path stands for several nodes where items are asked for under several names. */
  private void add(String path, EstimateRequest call) {
    nodes.merge(path, store.estimate(call), Estimate::plus);
  }
}
