package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.internal.client.ClientCall;
import dev.pergola.internal.client.Clients;
import dev.pergola.internal.plan.Documents;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.VariableCheck;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.subscribe.Stream;
import dev.pergola.model.SchemaModel;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import dev.pergola.request.NotAQueryException;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: document, variables, plan, then each root field, then the answer. Nothing
 * that a client can send is thrown out of it. Safe for use by many threads at once.
 */
public final class Engine {

  /** What a caller is told who may not ask for the schema. */
  public static final String NO_INTROSPECTION = "Introspection is not allowed for this caller.";

  private final SchemaModel model;
  private final GeneratedSchema generated;
  private final Services services;
  private final Failures failures = new Failures();
  private final Planner planner;
  private final PlanRunner runner;
  private final SubscriptionStarts subscriptions;
  private final Clients clients;

  /** An engine for this schema. */
  public Engine(SchemaModel model, GeneratedSchema generated, Services services) {
    this.model = model;
    this.generated = generated;
    this.services = services;
    Documents documents = new Documents(model, generated, services.limits(), true);
    RootRunner roots =
        new RootRunner(
            model,
            services,
            new IntrospectionQueries(generated.schema()),
            new Announcements(model.models(), generated, services, failures),
            failures,
            this::handlerClient);
    this.planner = new Planner(documents, services.limits());
    this.runner = new PlanRunner(services, roots, failures);
    this.subscriptions = new SubscriptionStarts(services, planner, roots, failures);
    this.clients =
        new Clients(model, generated, documents::prepare, services.limits().cachedDocuments());
  }

  private DataClient handlerClient(Identity identity, HandlerScope scope) {
    return clients.client(new HandlerBackend(this, identity, scope));
  }

  /**
   * Runs a request. The answer never fails, but with {@link NotAQueryException}.
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
          Terms terms = new Terms(identity, deadline(), cancellation, explain);
          return run(planner.ofRequest(request), terms);
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
    Terms terms = new Terms(identity, deadline, cancellation, explain);
    return guarded(
        () ->
            call instanceof ClientCall.Transaction transaction
                ? runner.transact(
                    transaction.writes().stream().map(planner::ofCall).toList(), terms)
                : run(planner.ofCall((ClientCall.One) call), terms));
  }

  /**
   * Runs a part of an operation of which a GraphQL engine of the host's runs the rest. The answer
   * never fails.
   *
   * @param identity the caller; null for one who has shown none, and is refused
   * @param cancellation as for a request
   */
  public CompletableFuture<DataResponse> start(
      HostOperation part, @Nullable Identity identity, Cancellation cancellation) {
    return guarded(
        () -> {
          long deadline = deadline();
          VariableCheck.check(part.variables().toMap(), services.limits());
          return identity == null
              ? CompletableFuture.completedFuture(runner.unauthorized(part))
              : runner.run(part.planned(), new Terms(identity, deadline, cancellation, null));
        });
  }

  /** The answer to such a part that was not started: an error of each of its fields. */
  public DataResponse notStarted(HostOperation part, Throwable why) {
    try {
      return runner.notStarted(part, why);
    } catch (RuntimeException | Error thrown) {
      return failures.refusal(thrown);
    }
  }

  private CompletableFuture<DataResponse> run(Planned planned, Terms terms) {
    checkIntrospection(planned.plan(), terms.identity());
    if (terms.explain() != null) {
      terms
          .explain()
          .planned(planned.plan(), services.store(), services.limits(), planned.variables());
    }
    return runner.run(planned, terms);
  }

  /** Refused like a document that does not validate: nothing of it runs. */
  private void checkIntrospection(Plan plan, Identity identity) {
    for (RootField root : plan.roots()) {
      if (root instanceof RootField.Introspection && !mayIntrospect(identity)) {
        throw new RequestRefusedException(NO_INTROSPECTION);
      }
    }
  }

  private CompletableFuture<DataResponse> guarded(
      Supplier<CompletableFuture<DataResponse>> request) {
    try {
      return request.get();
    } catch (NotAQueryException refused) {
      return CompletableFuture.failedFuture(refused);
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.completedFuture(failures.refusal(thrown));
    }
  }

  /** What a request would take, by its plan; nothing of it runs. Never fails. */
  public Explanation estimate(DataRequest request) {
    ExplainLog log = new ExplainLog();
    try {
      Planned planned = planner.ofAny(request);
      log.planned(planned.plan(), services.store(), services.limits(), planned.variables());
      return log.explanation(new RefusedResponse(List.of()));
    } catch (RuntimeException | Error thrown) {
      return log.explanation(failures.refusal(thrown));
    }
  }

  /**
   * Lets a stream have what a subscription asks for. The future fails if the caller may not, with
   * what a client may be told.
   */
  public CompletableFuture<Void> subscribe(DataRequest request, Identity identity, Stream stream) {
    return subscriptions.start(request, identity, deadline(), stream);
  }

  /** What the clients of all callers share. */
  public Clients clients() {
    return clients;
  }

  /** When a request that begins now is answered too late, by {@link System#nanoTime()}. */
  public long deadline() {
    return System.nanoTime() + services.limits().requestTimeout().toNanos();
  }

  /** The answer when a request took longer than it may. */
  public DataResponse timedOut() {
    return RefusedResponse.timedOut();
  }

  /** Whether this caller may ask for the schema; null for one who has shown no identity. */
  public boolean mayIntrospect(@Nullable Identity identity) {
    return identity == null
        ? services.introspection().open()
        : services.authorizer().mayIntrospect(identity, services.introspection());
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
}
