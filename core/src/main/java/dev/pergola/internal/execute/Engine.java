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
  private final GraphQLSchema schema;
  private final Documents documents;
  private final Services services;
  private final RootRunner runner;
  private final Failures failures;
  private final AnswerBuffers buffers = new AnswerBuffers();

  /** An engine for this schema. */
  public Engine(SchemaModel model, GeneratedSchema generated, Services services) {
    this.model = model;
    this.generated = generated;
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
    return run(plan, request, identity, document, operation, variables, deadline, cancelled);
  }

  /**
   * Runs a part of an operation of which a GraphQL engine of the host's runs the rest. The answer
   * never fails.
   *
   * @param identity the caller; null for one who has shown none, and is refused
   * @param cancelled as for {@link #start}
   */
  public CompletableFuture<DataResponse> start(
      HostOperation part, @Nullable Identity identity, AtomicBoolean cancelled) {
    try {
      long deadline = System.nanoTime() + services.limits().requestTimeout().toNanos();
      VariableCheck.check(part.variables().toMap(), services.limits());
      Plan plan = part.plan();
      if (identity == null) {
        return CompletableFuture.completedFuture(
            executed(plan, part.unauthorized(), (type, member) -> true, null));
      }
      return run(
          plan,
          DataRequest.of(""),
          identity,
          part.document(),
          part.operation(),
          part.variables(),
          deadline,
          cancelled);
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(new RefusedResponse(refused.errors()));
    } catch (RuntimeException | Error fault) {
      return CompletableFuture.completedFuture(failures.request(fault));
    }
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
        services.limits());
  }

  private CompletableFuture<DataResponse> run(
      Plan plan,
      DataRequest request,
      Identity identity,
      PreparedDocument document,
      OperationDefinition operation,
      CoercedVariables variables,
      long deadline,
      AtomicBoolean cancelled) {
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
    List<Supplier<CompletableFuture<RootResult>>> steps = new ArrayList<>(plan.roots().size());
    for (RootField root : plan.roots()) {
      steps.add(runner.prepare(root, context));
    }
    CompletableFuture<List<RootResult>> results =
        plan.mutation() ? Steps.inOrder(steps) : Steps.together(steps);
    return results.handle(
        (roots, failure) ->
            failure == null
                ? executed(plan, roots, context.visibility(), decisions)
                : failures.request(failure));
  }

  private DataResponse executed(
      Plan plan, List<RootResult> roots, ClosedMembers closed, @Nullable DecisionLog decisions) {
    return new ExecutedResponse(
        plan, roots, closed, decisions, services.limits(), buffers, failures);
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
