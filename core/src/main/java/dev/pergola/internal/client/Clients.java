package dev.pergola.internal.client;

import dev.pergola.client.Call;
import dev.pergola.client.Committed;
import dev.pergola.client.DataClient;
import dev.pergola.client.ModelClient;
import dev.pergola.client.Operations;
import dev.pergola.client.WriteCall;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import graphql.language.Document;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the clients of all callers of one backend share: its models, plans and record classes. */
public final class Clients {

  private final SchemaModel schema;
  private final RootCalls roots;
  private final CallPlans plans;
  private final Selections selections;
  private final Map<ModelType, View<Map<String, @Nullable Object>>> maps;
  private final Map<RecordOf, View<?>> records = new ConcurrentHashMap<>();
  private final OperationRoots queries;
  private final OperationRoots mutations;
  private final Map<ResultOf, Bound> results = new ConcurrentHashMap<>();

  /**
   * The clients of a backend.
   *
   * @param prepare checks the operations of calls, and makes their plans
   * @param keptPlans how many of them are kept
   */
  public Clients(
      SchemaModel schema,
      GeneratedSchema generated,
      Function<Document, PreparedDocument> prepare,
      int keptPlans) {
    this.schema = schema;
    this.roots = new RootCalls(generated);
    this.queries = OperationRoots.of("query", generated.queries());
    this.mutations = OperationRoots.of("mutation", generated.mutations());
    this.plans =
        new CallPlans(
            shape -> prepare.apply(CallDocument.of(schema, generated.schema(), shape)), keptPlans);
    this.selections = new Selections(schema);
    this.maps =
        schema.models().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), model -> View.ofMaps(Selections.stored(model))));
  }

  /** A client whose calls are run so. */
  public DataClient client(CallRunner runner) {
    return new DataClient() {
      @Override
      public ModelClient<Map<String, @Nullable Object>> model(String name) {
        ModelType model = find(name);
        return new BoundModel<>(Clients.this, model, ofMaps(model), runner);
      }

      @Override
      public Call<Committed> transact(List<? extends WriteCall<?>> writes) {
        return BoundTransaction.of(runner, writes);
      }

      @Override
      public Operations queries() {
        return new BoundOperations(Clients.this, queries, runner);
      }

      @Override
      public Operations mutations() {
        return new BoundOperations(Clients.this, mutations, runner);
      }
    };
  }

  SchemaModel schema() {
    return schema;
  }

  RootCalls roots() {
    return roots;
  }

  CallPlans plans() {
    return plans;
  }

  Selections selections() {
    return selections;
  }

  /** The view of a class is made once for each model it is used with. */
  // What is kept under a class is a view of that class.
  @SuppressWarnings("unchecked")
  <R extends Record> View<R> ofRecords(ModelType model, Class<R> type) {
    return (View<R>)
        records.computeIfAbsent(
            new RecordOf(model, type), key -> RecordBinder.bind(schema, model, type));
  }

  /** How results of an operation are read is found out once for each form. */
  Bound resultOf(CustomOperation operation, ResultForm form) {
    return results.computeIfAbsent(
        new ResultOf(operation.kind(), operation.name(), form),
        key -> new ResultBinder(schema, operation).bind(form));
  }

  private View<Map<String, @Nullable Object>> ofMaps(ModelType model) {
    View<Map<String, @Nullable Object>> view = maps.get(model);
    if (view == null) {
      throw new IllegalStateException("A model of another schema: " + model);
    }
    return view;
  }

  private ModelType find(String name) {
    return schema
        .model(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no model '%s'. Known models: %s."
                        .formatted(
                            name,
                            schema.models().stream()
                                .map(ModelType::name)
                                .sorted()
                                .collect(Collectors.joining(", ")))));
  }

  private record RecordOf(ModelType model, Class<? extends Record> type) {}

  private record ResultOf(CustomOperation.Kind kind, String name, ResultForm form) {}
}
