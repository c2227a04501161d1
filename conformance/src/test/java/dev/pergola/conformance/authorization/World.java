package dev.pergola.conformance.authorization;

import dev.pergola.Pergola;
import dev.pergola.dsl.Schema;
import dev.pergola.graphql.HostGraphQl;
import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Table;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.Store;
import graphql.ExecutionInput;
import graphql.GraphQL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A backend with one set of rules, whose records are put straight into the store. */
final class World implements AutoCloseable {

  static final String HUB = "h1";
  private static final String NOW = "2024-02-29T12:00:00.000Z";
  private static final Set<Mode> MODES = Set.of(Mode.values());

  private final Store store;
  private final Pergola backend;
  private final GraphQL host;
  private final Map<String, Table> tables;
  private final AtomicInteger ids = new AtomicInteger();
  private final List<CompletionStage<?>> writes = new ArrayList<>();
  private List<Doc> docs = List.of();

  World(RuleSet set, Behavior behavior, Store store) {
    Schema schema = set.schema(this::handled);
    SchemaModel model = schema.resolve(MODES, behavior);
    this.tables =
        model.models().stream()
            .collect(Collectors.toMap(type -> type.name(), type -> type.table()));
    this.store = store;
    this.backend =
        Pergola.builder(schema)
            .store(store)
            .behavior(behavior)
            .authorizationModes(
                modes -> {
                  for (Mode mode : Mode.values()) {
                    modes = modes.hostOnly(mode);
                  }
                  return modes.defaultMode(Mode.USER_POOL);
                })
            .ids(() -> "new-" + ids.incrementAndGet())
            .build();
    this.host = backend.graphQl().builder().build();
    put("Hub", HUB, Map.of("name", "hub"));
    put("Hub", "h2", Map.of("name", "another"));
    done();
  }

  /** Makes these the records. */
  void seed(List<Doc> records) {
    docs = List.copyOf(records);
    for (Doc doc : docs) {
      put(doc);
      put("Pin", pin(doc), Map.of("name", "pin"));
      put("Leaf", leaf(doc), Map.of("docId", doc.id()));
    }
    done();
  }

  List<Doc> docs() {
    return docs;
  }

  static String pin(Doc doc) {
    return "pin-" + doc.id();
  }

  static String leaf(Doc doc) {
    return "leaf-" + doc.id();
  }

  /** Undoes what a mutation did to the records, and takes away what it made. */
  void restore() {
    Table table = table("Doc");
    List<Row> rows =
        store
            .scan(new ScanRequest(table, Filter.all(), new PageRequest(1000, 1000, null)))
            .toCompletableFuture()
            .join()
            .rows();
    Map<String, Doc> missing = new LinkedHashMap<>();
    docs.forEach(doc -> missing.put(doc.id(), doc));
    for (Row row : rows) {
      String key = String.valueOf(row.value(position(table, "id")));
      Doc doc = missing.get(key);
      if (doc == null) {
        writes.add(store.delete(new DeleteRequest(table, new RowKey(List.of(key)), Filter.all())));
      } else if (same(table, row, row(table, doc.id(), doc.values()))) {
        missing.remove(key);
      }
    }
    missing.values().forEach(this::put);
    done();
  }

  private static boolean same(Table table, Row one, Row other) {
    return table.columns().stream()
        .map(Column::position)
        .allMatch(
            at -> one.has(at) == other.has(at) && Objects.equals(one.value(at), other.value(at)));
  }

  private void put(Doc doc) {
    put("Doc", doc.id(), doc.values());
  }

  /** Waits for what has been begun to write. */
  private void done() {
    writes.forEach(write -> write.toCompletableFuture().join());
    writes.clear();
  }

  DataResponse run(Caller caller, String document) {
    return backend.execute(DataRequest.of(document), caller.identity()).join();
  }

  /**
   * What comes of a document: of every other one through the engine of a host, by the same rules.
   */
  Flat answer(Caller caller, String document) {
    if (document.hashCode() % 2 == 0) {
      return Flat.of(run(caller, document));
    }
    ExecutionInput input =
        ExecutionInput.newExecutionInput(document)
            .graphQLContext(Map.of(HostGraphQl.CALLER, caller.identity()))
            .build();
    return Flat.of(host.executeAsync(input).join());
  }

  /** What a subscription gets waits until somebody reads it. */
  EventStream subscribe(Caller caller, String document) {
    return backend.subscribe(DataRequest.of(document), caller.identity());
  }

  /** The records as a custom operation of the host gives them. */
  private List<Map<String, Object>> handled() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Doc doc : docs) {
      Map<String, Object> one = new HashMap<>(doc.values());
      one.put("id", doc.id());
      one.put("createdAt", NOW);
      one.put("updatedAt", NOW);
      all.add(one);
    }
    return all;
  }

  private void put(String type, String id, Map<String, @Nullable Object> values) {
    Table table = table(type);
    writes.add(store.put(new PutRequest(table, row(table, id, values), Filter.all())));
  }

  private static Row row(Table table, String id, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
    all.put("id", id);
    all.put("createdAt", NOW);
    all.put("updatedAt", NOW);
    Row.Builder row = Row.builder(table);
    all.forEach((name, value) -> row.set(position(table, name), value));
    return row.build();
  }

  private Table table(String type) {
    return Objects.requireNonNull(tables.get(type), type);
  }

  private static int position(Table table, String name) {
    return table.column(name).map(Column::position).orElseThrow();
  }

  @Override
  public void close() {
    backend.close();
  }
}
