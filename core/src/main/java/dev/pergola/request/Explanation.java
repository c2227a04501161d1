package dev.pergola.request;

import dev.pergola.storage.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request took: the nodes of its plan, each with the store calls that were made for it.
 * Holds names and numbers only, no values.
 *
 * @param nodes the nodes in the order of the plan: each root field, then what is below it; empty
 *     when the request was refused before it was planned
 * @param errors the errors of the request's answer
 */
public record Explanation(List<Node> nodes, List<DataError> errors) {

  public Explanation {
    nodes = List.copyOf(nodes);
    errors = List.copyOf(errors);
  }

  /** The number of store calls. */
  public int storeCalls() {
    return nodes.stream().mapToInt(node -> node.calls().size()).sum();
  }

  /** What all nodes together may take of the service behind the store. */
  public Estimate estimate() {
    return nodes.stream().map(Node::estimate).reduce(Estimate.NONE, Estimate::plus);
  }

  /** How many rows the store looked at. */
  public int rowsRead() {
    return calls().stream().mapToInt(StoreCall::rowsRead).sum();
  }

  /** Whether a whole table was gone through, or as much of it as the request's limits allow. */
  public boolean scans() {
    return calls().stream().anyMatch(call -> call.access() == Access.SCAN);
  }

  /** The same as maps and lists, for JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("nodes", nodes.stream().map(Node::toMap).toList());
    map.put("storeCalls", storeCalls());
    map.put("rowsRead", rowsRead());
    map.put("estimatedCalls", estimate().calls());
    map.put("estimatedUnits", estimate().units());
    map.put("errors", errors.stream().map(DataError::toMap).toList());
    return Collections.unmodifiableMap(map);
  }

  /** The same as text, a line for each node and call. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Node node : nodes) {
      text.append(node.path()).append(": ").append(node.does());
      text.append(told(node.estimate())).append('\n');
      node.calls().forEach(call -> text.append("  ").append(call).append('\n'));
      if (node.calls().isEmpty()) {
        text.append("  no store call\n");
      }
    }
    text.append("%d store calls, %d rows read".formatted(storeCalls(), rowsRead()));
    text.append(told(estimate()));
    errors.forEach(error -> text.append("\nerror: ").append(error.message()));
    return text.append('\n').toString();
  }

  private static String told(Estimate estimate) {
    return estimate.equals(Estimate.NONE)
        ? ""
        : String.format(
            Locale.ROOT, "; at most %d calls, %.1f units", estimate.calls(), estimate.units());
  }

  private List<StoreCall> calls() {
    List<StoreCall> calls = new ArrayList<>();
    nodes.forEach(node -> calls.addAll(node.calls()));
    return calls;
  }

  /**
   * A part of the plan.
   *
   * @param path the keys of the answer down to it, as {@code listPosts.comments}; the {@code items}
   *     between are left out
   * @param does what it does
   * @param estimate what it may take of the service behind the store, told before it runs: when
   *     every page is full, and no filter and no rule makes it look at more; nothing for a store
   *     that stands in the process
   * @param calls the store calls that were made for it; none where a decision, or the lack of
   *     records, made them needless
   */
  public record Node(String path, String does, Estimate estimate, List<StoreCall> calls) {

    public Node {
      calls = List.copyOf(calls);
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("path", path);
      map.put("does", does);
      map.put("estimatedCalls", estimate.calls());
      map.put("estimatedUnits", estimate.units());
      map.put("calls", calls.stream().map(StoreCall::toMap).toList());
      return Collections.unmodifiableMap(map);
    }
  }

  /** The way to the rows. */
  public enum Access {
    /** By whole keys. */
    KEY,
    /** Through a part of the table's own key. */
    TABLE,
    /** Through an index. */
    INDEX,
    /** Row after row. */
    SCAN,
    /** One row was written, or not, as its condition had it. */
    WRITE
  }

  /**
   * One call of the store.
   *
   * @param method the method of {@code Store}
   * @param access the way to the rows
   * @param table the name of the table; of a transaction those of all its tables, as {@code Post,
   *     Comment}
   * @param index the name of the index; null when none was used
   * @param parts how many keys or partitions were asked for; 0 for a scan
   * @param filtered whether there was a filter or a condition for the store to judge
   * @param rowsRead how many rows the store looked at
   * @param rowsGiven how many it gave back
   * @param micros how long it took, in millionths of a second
   * @param failed whether it failed, which for a write may mean that its condition did not hold
   */
  public record StoreCall(
      String method,
      Access access,
      String table,
      @Nullable String index,
      int parts,
      boolean filtered,
      int rowsRead,
      int rowsGiven,
      long micros,
      boolean failed) {

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("method", method);
      map.put("access", access.name());
      map.put("table", table);
      if (index != null) {
        map.put("index", index);
      }
      map.put("parts", parts);
      map.put("filtered", filtered);
      map.put("rowsRead", rowsRead);
      map.put("rowsGiven", rowsGiven);
      map.put("micros", micros);
      map.put("failed", failed);
      return Collections.unmodifiableMap(map);
    }

    @Override
    public String toString() {
      return method
          + " of "
          + table
          + way()
          + (filtered ? ", filtered" : "")
          + ": %d rows read, %d given, %d us".formatted(rowsRead, rowsGiven, micros)
          + (failed ? ", failed" : "");
    }

    private String way() {
      return switch (access) {
        case SCAN -> ", row after row";
        case INDEX -> " through index %s, %d keys".formatted(index, parts);
        case TABLE -> " through its key, %d keys".formatted(parts);
        case KEY, WRITE -> ", %d keys".formatted(parts);
      };
    }
  }
}
