package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.plan.Documents;
import dev.pergola.internal.plan.EngineErrors;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.VariableCheck;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.model.SchemaModel;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The way of a request: document, variables, plan, then each root field, then the answer. Nothing
 * that a client can send is thrown out of it. Safe for use by many threads at once.
 */
public final class Engine {

  private final GraphQLSchema schema;
  private final Documents documents;
  private final Services services;
  private final RootRunner runner;
  private final Failures failures;

  /** An engine for this schema. */
  public Engine(SchemaModel model, GeneratedSchema generated, Services services) {
    this.schema = generated.schema();
    this.documents = new Documents(model, generated, services.limits());
    this.services = services;
    this.failures = new Failures();
    this.runner =
        new RootRunner(model, services, new IntrospectionQueries(generated.schema()), failures);
  }

  /**
   * Runs a request. The answer never fails.
   *
   * @param cancelled to be set when nobody waits any more: what has not begun then does not begin;
   *     a write that has begun completes
   */
  public CompletableFuture<DataResponse> start(
      DataRequest request, Identity identity, AtomicBoolean cancelled) {
    try {
      return run(request, identity, cancelled);
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
      DataRequest request, Identity identity, AtomicBoolean cancelled) {
    long deadline = System.nanoTime() + services.limits().requestTimeout().toNanos();
    VariableCheck.check(request.variables(), services.limits());
    PreparedDocument document = documents.prepare(request.query());
    OperationDefinition operation = document.operation(request.operationName());
    CoercedVariables variables =
        ValuesResolver.coerceVariableValues(
            schema,
            operation.getVariableDefinitions(),
            raw(request),
            GraphQLContext.getDefault(),
            Locale.ROOT);
    Plan plan = document.plan(operation, variables);
    checkIntrospection(plan, identity);
    DecisionLog decisions = services.explain() ? new DecisionLog() : null;
    Authorizer authorizer =
        decisions == null ? services.authorizer() : services.authorizer().observedBy(decisions);
    RequestContext context =
        new RequestContext(
            request,
            identity,
            new Visibility(authorizer, identity, services.behavior()),
            document,
            operation,
            variables,
            services.limits().maxScanRows() / Math.max(1, plan.listings()),
            deadline,
            cancelled,
            RequestContext.coerced(plan.nested(), variables),
            new AtomicInteger(services.limits().maxResolverCalls()));
    // All arguments are coerced before anything runs: a bad one refuses the request as a whole.
    List<Supplier<CompletableFuture<RootResult>>> steps =
        plan.roots().stream().map(root -> runner.prepare(root, context)).toList();
    CompletableFuture<List<RootResult>> results =
        plan.mutation() ? inOrder(steps) : together(steps);
    return results.handle(
        (roots, failure) ->
            failure == null
                ? new ExecutedResponse(
                    plan, roots, context.visibility(), decisions, services.limits(), failures)
                : failures.request(failure));
  }

  // The engine takes nulls as values, though its signature does not say so.
  @SuppressWarnings("NullAway")
  private static RawVariables raw(DataRequest request) {
    return RawVariables.of(request.variables());
  }

  /** Refused like a document that does not validate: nothing of it runs. */
  private void checkIntrospection(Plan plan, Identity identity) {
    boolean asked = plan.roots().stream().anyMatch(RootField.Introspection.class::isInstance);
    if (asked && !services.authorizer().mayIntrospect(identity, services.introspection())) {
      throw new RequestRefusedException("Introspection is not allowed for this caller.");
    }
  }

  /** Queries: every root field starts at once. */
  private static CompletableFuture<List<RootResult>> together(
      List<Supplier<CompletableFuture<RootResult>>> steps) {
    List<CompletableFuture<RootResult>> all = steps.stream().map(Supplier::get).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
  }

  /** Mutations: one after the other, later ones also after a failed one (spec: runtime A3). */
  private static CompletableFuture<List<RootResult>> inOrder(
      List<Supplier<CompletableFuture<RootResult>>> steps) {
    List<RootResult> results = new ArrayList<>();
    CompletableFuture<List<RootResult>> done = CompletableFuture.completedFuture(results);
    for (Supplier<CompletableFuture<RootResult>> step : steps) {
      done =
          done.thenCompose(
              before ->
                  step.get()
                      .thenApply(
                          result -> {
                            results.add(result);
                            return results;
                          }));
    }
    return done;
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
