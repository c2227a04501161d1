package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.client.ClientCall;
import dev.pergola.internal.client.Clients;
import dev.pergola.internal.plan.Documents;
import dev.pergola.internal.plan.EngineErrors;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.VariableCheck;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.subscribe.Interest;
import dev.pergola.internal.subscribe.Stream;
import dev.pergola.model.SchemaModel;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import dev.pergola.request.SubscriptionRefusedException;
import dev.pergola.storage.Store;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: document, variables, plan, then each root field, then the answer. Nothing
 * that a client can send is thrown out of it. Safe for use by many threads at once.
 */
public final class Engine {

  /** What a caller is told who may not ask for the schema. */
  public static final String NO_INTROSPECTION = "Introspection is not allowed for this caller.";

  private static final String NO_SUBSCRIPTION =
      "A subscription has many answers; it needs a connection that carries them.";
  private static final String ONLY_SUBSCRIPTION =
      "The operation is no subscription; run it as a request.";
  private static final String ONE_ROOT =
      "A subscription asks for exactly one field of the schema's own.";

  private final SchemaModel model;
  private final GeneratedSchema generated;
  private final GraphQLSchema schema;
  private final Documents documents;
  private final Services services;
  private final Clients clients;
  private final RootRunner runner;
  private final Failures failures;
  private final AnswerBuffers buffers = new AnswerBuffers();

  /** An engine for this schema. */
  public Engine(SchemaModel model, GeneratedSchema generated, Services services) {
    this.model = model;
    this.generated = generated;
    this.schema = generated.schema();
    this.documents = new Documents(model, generated, services.limits(), true);
    this.services = services;
    this.failures = new Failures();
    this.clients =
        new Clients(model, generated, documents::prepare, services.limits().cachedDocuments());
    this.runner =
        new RootRunner(
            model,
            services,
            new IntrospectionQueries(generated.schema()),
            new Announcements(model.models(), generated, services, failures),
            failures,
            this::handlerClient);
  }

  /**
   * Runs a request. The answer never fails.
   *
   * @param cancellation to be cancelled when nobody waits any more: what has not begun then does
   *     not begin, and code of the host's is interrupted; a write that has begun completes
   */
  public CompletableFuture<DataResponse> start(
      DataRequest request, Identity identity, Cancellation cancellation) {
    return start(request, identity, cancellation, null);
  }

  /** The same, keeping what it takes if there is a log for that. */
  public CompletableFuture<DataResponse> start(
      DataRequest request,
      Identity identity,
      Cancellation cancellation,
      @Nullable ExplainLog explain) {
    return guarded(
        () -> {
          long deadline = deadline();
          VariableCheck.check(request.variables(), services.limits());
          PreparedDocument document = documents.prepare(request.query());
          return run(document, request, identity, deadline, cancellation, explain);
        });
  }

  /**
   * Runs what a client asks. The answer never fails.
   *
   * @param deadline when the answer comes too late, by {@link System#nanoTime()}
   * @param cancellation as for a request
   * @param explain keeps what it takes; null where nobody asks
   */
  public CompletableFuture<DataResponse> start(
      ClientCall call,
      Identity identity,
      long deadline,
      Cancellation cancellation,
      @Nullable ExplainLog explain) {
    return guarded(
        () -> {
          if (call instanceof ClientCall.One one) {
            return run(one.document(), request(one), identity, deadline, cancellation, explain);
          }
          return transact((ClientCall.Transaction) call, identity, deadline, cancellation, explain);
        });
  }

  private DataRequest request(ClientCall.One call) {
    VariableCheck.check(call.variables(), services.limits());
    return DataRequest.of("").withVariables(call.variables());
  }

  private CompletableFuture<DataResponse> transact(
      ClientCall.Transaction transaction,
      Identity identity,
      long deadline,
      Cancellation cancellation,
      @Nullable ExplainLog explain) {
    List<Planned> writes = new ArrayList<>(transaction.writes().size());
    for (ClientCall.One write : transaction.writes()) {
      Planned planned = planned(write.document(), request(write));
      writes.add(planned.named(ClientCall.Transaction.key(writes.size())));
    }
    List<RootField.OnModel> roots = writes.stream().map(Planned::write).toList();
    Plan together = new Plan(true, List.copyOf(roots), List.of());
    DecisionLog decisions = decisionLog();
    RequestContext first =
        context(
            writes.get(0),
            identity,
            visibility(identity, decisions),
            together.listings(),
            deadline,
            cancellation,
            explain);
    List<RequestContext> contexts = writes.stream().map(first::of).toList();
    Store store = first.store();
    if (explain != null) {
      explain.planned(writes, services.store(), services.limits());
      store = new ExplainedStore(store, explain, explain.transaction());
    }
    return runner
        .transact(roots, contexts, store)
        .handle(
            (results, failure) ->
                failure == null
                    ? executed(together, results, first.visibility(), decisions)
                    : failures.request(failure));
  }

  /** What the clients of all callers share. */
  public Clients clients() {
    return clients;
  }

  /** When a request that begins now is answered too late, by {@link System#nanoTime()}. */
  public long deadline() {
    return System.nanoTime() + services.limits().requestTimeout().toNanos();
  }

  private CompletableFuture<DataResponse> guarded(
      Supplier<CompletableFuture<DataResponse>> request) {
    try {
      return request.get();
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(new RefusedResponse(refused.errors()));
    } catch (GraphQLException badInput) {
      return CompletableFuture.completedFuture(
          badInput instanceof GraphQLError error
              ? new RefusedResponse(List.of(EngineErrors.of(error)))
              : failures.request(badInput));
    } catch (RuntimeException | Error fault) {
      return CompletableFuture.completedFuture(failures.request(fault));
    }
  }

  private CompletableFuture<DataResponse> run(
      PreparedDocument document,
      DataRequest request,
      Identity identity,
      long deadline,
      Cancellation cancellation,
      @Nullable ExplainLog explain) {
    OperationDefinition operation = document.operation(request.operationName());
    if (operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION) {
      throw new RequestRefusedException(NO_SUBSCRIPTION);
    }
    Planned planned = planned(document, request);
    checkIntrospection(planned.plan(), identity);
    if (explain != null) {
      explain.planned(planned.plan(), services.store(), services.limits(), planned.variables());
    }
    return run(planned, identity, deadline, cancellation, explain);
  }

  private Planned planned(PreparedDocument document, DataRequest request) {
    OperationDefinition operation = document.operation(request.operationName());
    CoercedVariables variables = variables(operation, request);
    return new Planned(
        request, document, operation, variables, document.plan(operation, variables));
  }

  /** What a request would take, by its plan; nothing of it runs. Never fails. */
  public Explanation estimate(DataRequest request) {
    ExplainLog log = new ExplainLog();
    DataResponse told = planned(request, log);
    return log.explanation(told);
  }

  private DataResponse planned(DataRequest request, ExplainLog log) {
    try {
      VariableCheck.check(request.variables(), services.limits());
      Planned planned = planned(documents.prepare(request.query()), request);
      log.planned(planned.plan(), services.store(), services.limits(), planned.variables());
      return new RefusedResponse(List.of());
    } catch (RequestRefusedException refused) {
      return new RefusedResponse(refused.errors());
    } catch (GraphQLException badInput) {
      return badInput instanceof GraphQLError error
          ? new RefusedResponse(List.of(EngineErrors.of(error)))
          : failures.request(badInput);
    }
  }

  /**
   * Runs a part of an operation of which a GraphQL engine of the host's runs the rest. The answer
   * never fails.
   *
   * @param identity the caller; null for one who has shown none, and is refused
   * @param cancellation as for {@link #start(DataRequest, Identity, Cancellation)}
   */
  public CompletableFuture<DataResponse> start(
      HostOperation part, @Nullable Identity identity, Cancellation cancellation) {
    return guarded(
        () -> {
          long deadline = deadline();
          VariableCheck.check(part.variables().toMap(), services.limits());
          Plan plan = part.plan();
          if (identity == null) {
            return CompletableFuture.completedFuture(
                executed(plan, part.unauthorized(), (type, member) -> true, null));
          }
          return run(
              new Planned(
                  DataRequest.of(""), part.document(), part.operation(), part.variables(), plan),
              identity,
              deadline,
              cancellation,
              null);
        });
  }

  /** Whether this caller may ask for the schema; null for one who has shown no identity. */
  public boolean mayIntrospect(@Nullable Identity identity) {
    return identity == null
        ? services.introspection().open()
        : services.authorizer().mayIntrospect(identity, services.introspection());
  }

  private DataClient handlerClient(Identity identity, HandlerScope scope) {
    return clients.client(new HandlerBackend(this, identity, scope));
  }

  /** What this engine serves. */
  public GeneratedSchema served() {
    return generated;
  }

  /** A reader of documents against a schema that has at least what this engine serves. */
  public Documents documents(GraphQLSchema larger) {
    return new Documents(
        model,
        new GeneratedSchema(
            larger,
            generated.queries(),
            generated.mutations(),
            generated.subscriptions(),
            generated.directives()),
        services.limits(),
        false);
  }

  private CompletableFuture<DataResponse> run(
      Planned planned,
      Identity identity,
      long deadline,
      Cancellation cancellation,
      @Nullable ExplainLog explain) {
    Plan plan = planned.plan();
    DecisionLog decisions = decisionLog();
    RequestContext context =
        context(
            planned,
            identity,
            visibility(identity, decisions),
            plan.listings(),
            deadline,
            cancellation,
            explain);
    // All arguments are coerced before anything runs: a bad one refuses the request as a whole.
    List<Supplier<CompletableFuture<RootResult>>> steps = new ArrayList<>(plan.roots().size());
    for (RootField root : plan.roots()) {
      steps.add(runner.prepare(root, context));
    }
    CompletableFuture<List<RootResult>> results =
        plan.mutation()
            ? Steps.inOrder(steps, far -> mayGoOn(plan, far, context.visibility()))
            : Steps.together(steps);
    return results.handle(
        (roots, failure) ->
            failure == null
                ? executed(plan, roots, context.visibility(), decisions)
                : failures.request(failure));
  }

  private @Nullable DecisionLog decisionLog() {
    return services.explain() ? new DecisionLog() : null;
  }

  private Visibility visibility(Identity identity, @Nullable DecisionLog decisions) {
    Authorizer authorizer =
        decisions == null ? services.authorizer() : services.authorizer().observedBy(decisions);
    return new Visibility(authorizer, identity, services.behavior());
  }

  /** The context of an operation of which so many root fields list records. */
  private RequestContext context(
      Planned planned,
      Identity identity,
      Visibility visibility,
      int listings,
      long deadline,
      Cancellation cancellation,
      @Nullable ExplainLog explain) {
    return new RequestContext(
        planned.request(),
        identity,
        visibility,
        planned.document(),
        planned.operation(),
        planned.variables(),
        services.limits().maxScanRows() / Math.max(1, listings),
        deadline,
        cancellation,
        RequestContext.coerced(planned.plan().nested(), planned.variables()),
        new AtomicInteger(services.limits().maxResolverCalls()),
        CapacityMeter.capped(services.store(), services.limits()),
        explain);
  }

  /**
   * Whether the next mutation may run. One that may not be null and is takes the whole answer with
   * it; then nothing more is changed, since nobody would be told of it.
   */
  private boolean mayGoOn(Plan plan, List<RootResult> results, ClosedMembers closed) {
    int last = results.size() - 1;
    return Shaper.fits(plan.roots().get(last), results.get(last), closed, services.limits());
  }

  private DataResponse executed(
      Plan plan, List<RootResult> roots, ClosedMembers closed, @Nullable DecisionLog decisions) {
    return new ExecutedResponse(
        plan, roots, closed, decisions, services.limits(), buffers, failures);
  }

  /**
   * Lets a stream have what a subscription asks for. The future fails if the caller may not, with
   * what a client may be told.
   */
  public CompletableFuture<Void> subscribe(DataRequest request, Identity identity, Stream stream) {
    try {
      VariableCheck.check(request.variables(), services.limits());
      PreparedDocument document = documents.prepare(request.query());
      OperationDefinition operation = document.operation(request.operationName());
      if (operation.getOperation() != OperationDefinition.Operation.SUBSCRIPTION) {
        throw new RequestRefusedException(ONLY_SUBSCRIPTION);
      }
      CoercedVariables variables = variables(operation, request);
      Plan plan = document.plan(operation, variables);
      if (plan.roots().size() != 1 || !(plan.roots().get(0) instanceof RootField.Served root)) {
        throw new RequestRefusedException(ONE_ROOT);
      }
      return subscribe(root, request, identity, document, operation, variables, stream);
    } catch (RequestRefusedException refused) {
      return refused(refused.errors());
    } catch (GraphQLException badInput) {
      return refused(
          badInput instanceof GraphQLError error
              ? List.of(EngineErrors.of(error))
              : failures.request(badInput).errors());
    } catch (RuntimeException | Error fault) {
      return refused(failures.request(fault).errors());
    }
  }

  private CompletableFuture<Void> subscribe(
      RootField.Served root,
      DataRequest request,
      Identity identity,
      PreparedDocument document,
      OperationDefinition operation,
      CoercedVariables variables,
      Stream stream) {
    RequestContext context =
        new RequestContext(
            request,
            identity,
            new Visibility(services.authorizer(), identity, services.behavior()),
            document,
            operation,
            variables,
            services.limits().maxScanRows(),
            System.nanoTime() + services.limits().requestTimeout().toNanos(),
            new Cancellation(),
            Map.of(),
            new AtomicInteger(services.limits().maxResolverCalls()),
            services.store(),
            null);
    CompletionStage<Interest> interest;
    try {
      interest = runner.subscribe(root, context);
    } catch (RequestRefusedException refused) {
      throw refused;
    } catch (RuntimeException | Error thrown) {
      interest = CompletableFuture.failedFuture(thrown);
    }
    return interest
        .handle(
            (wanted, failure) -> {
              if (failure != null) {
                RootResult told = failures.field(root, failure);
                return Engine.<Void>refused(((RootResult.Ready) told).errors());
              }
              services.hub().start(stream, wanted);
              return CompletableFuture.<Void>completedFuture(null);
            })
        .thenCompose(done -> done)
        .toCompletableFuture();
  }

  private static <T> CompletableFuture<T> refused(List<DataError> errors) {
    return CompletableFuture.failedFuture(new SubscriptionRefusedException(errors));
  }

  private CoercedVariables variables(OperationDefinition operation, DataRequest request) {
    return ValuesResolver.coerceVariableValues(
        schema,
        operation.getVariableDefinitions(),
        raw(request),
        GraphQLContext.getDefault(),
        Locale.ROOT);
  }

  // The engine takes nulls as values, though its signature does not say so.
  @SuppressWarnings("NullAway")
  private static RawVariables raw(DataRequest request) {
    return RawVariables.of(request.variables());
  }

  /** Refused like a document that does not validate: nothing of it runs. */
  private void checkIntrospection(Plan plan, Identity identity) {
    for (RootField root : plan.roots()) {
      if (root instanceof RootField.Introspection
          && !services.authorizer().mayIntrospect(identity, services.introspection())) {
        throw new RequestRefusedException(NO_INTROSPECTION);
      }
    }
  }

  /** The answer when a request took longer than it may. */
  public DataResponse timedOut() {
    return new RefusedResponse(
        List.of(
            new DataError(
                ClientErrors.TIMEOUT_MESSAGE,
                ClientErrors.TIMEOUT_TYPE,
                null,
                null,
                null,
                null,
                null,
                false)));
  }
}
