package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.client.ClientCall;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.RootField;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs all root fields of a plan, side by side or in order, and makes the answer of what they come
 * to. Safe for use by many threads at once.
 */
final class PlanRunner {

  private final Services services;
  private final RootRunner runner;
  private final Failures failures;
  private final AnswerBuffers buffers = new AnswerBuffers();

  PlanRunner(Services services, RootRunner runner, Failures failures) {
    this.services = services;
    this.runner = runner;
    this.failures = failures;
  }

  /**
   * The answer of an operation; never fails.
   *
   * @throws graphql.GraphQLException if arguments do not fit their types
   */
  CompletableFuture<DataResponse> run(Planned planned, Terms terms) {
    Plan plan = planned.plan();
    DecisionLog decisions = decisionLog();
    RequestContext context =
        context(planned, terms, visibility(terms.identity(), decisions), plan.listings());
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
                ? answer(plan, roots, context.visibility(), decisions)
                : failures.request(failure));
  }

  /**
   * The answer of mutations that are made together or not at all, each under its number; never
   * fails.
   *
   * @throws graphql.GraphQLException if arguments do not fit their types
   */
  CompletableFuture<DataResponse> transact(List<Planned> calls, Terms terms) {
    List<Planned> writes = new ArrayList<>(calls.size());
    for (Planned call : calls) {
      writes.add(call.named(ClientCall.Transaction.key(writes.size())));
    }
    List<RootField.OnModel> roots = writes.stream().map(Planned::write).toList();
    Plan together = new Plan(true, List.copyOf(roots), List.of());
    DecisionLog decisions = decisionLog();
    RequestContext first =
        context(writes.get(0), terms, visibility(terms.identity(), decisions), together.listings());
    List<RequestContext> contexts = writes.stream().map(first::of).toList();
    Store store = first.store();
    ExplainLog explain = terms.explain();
    if (explain != null) {
      explain.planned(writes, services.store(), services.limits());
      store = new ExplainedStore(store, explain, explain.transaction());
    }
    return runner
        .transact(roots, contexts, store)
        .handle(
            (results, failure) ->
                failure == null
                    ? answer(together, results, first.visibility(), decisions)
                    : failures.request(failure));
  }

  /** The answer of a part of an operation to a caller who has shown no identity. */
  DataResponse unauthorized(HostOperation part) {
    return refused(
        part,
        field -> FieldFailure.of(ClientErrors.unauthorized(field.fieldName(), field.parentType())));
  }

  /** The answer of a part of an operation that was not started, for whatever reason. */
  DataResponse notStarted(HostOperation part, Throwable why) {
    FieldFailure failure = failures.ofStart(why);
    return refused(part, field -> failure);
  }

  private DataResponse refused(HostOperation part, Function<RootField.Served, FieldFailure> why) {
    return answer(part.plan(), part.refused(why), (type, member) -> true, null);
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
      Planned planned, Terms terms, Visibility visibility, int listings) {
    return new RequestContext(
        planned.request(),
        terms.identity(),
        visibility,
        planned.document(),
        planned.operation(),
        planned.variables(),
        services.limits().maxScanRows() / Math.max(1, listings),
        terms.deadline(),
        terms.cancellation(),
        RequestContext.coerced(planned.plan().nested(), planned.variables()),
        new AtomicInteger(services.limits().maxResolverCalls()),
        CapacityMeter.capped(services.store(), services.limits()),
        terms.explain());
  }

  /**
   * Whether the next mutation may run. One that may not be null and is takes the whole answer with
   * it; then nothing more is changed, since nobody would be told of it.
   */
  private boolean mayGoOn(Plan plan, List<RootResult> results, ClosedMembers closed) {
    int last = results.size() - 1;
    return Shaper.fits(plan.roots().get(last), results.get(last), closed, services.limits());
  }

  private DataResponse answer(
      Plan plan, List<RootResult> roots, ClosedMembers closed, @Nullable DecisionLog decisions) {
    return new ExecutedResponse(
        plan, roots, closed, decisions, services.limits(), buffers, failures);
  }
}
