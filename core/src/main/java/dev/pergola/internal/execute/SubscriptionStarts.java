package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.subscribe.Interest;
import dev.pergola.internal.subscribe.Stream;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.SubscriptionRefusedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts subscriptions, once it is known what each waits for. Safe to share. */
final class SubscriptionStarts {

  private static final String ONE_ROOT =
      "A subscription asks for exactly one field of the schema's own.";

  private final Services services;
  private final Planner planner;
  private final RootRunner runner;
  private final Failures failures;

  SubscriptionStarts(Services services, Planner planner, RootRunner runner, Failures failures) {
    this.services = services;
    this.planner = planner;
    this.runner = runner;
    this.failures = failures;
  }

  /**
   * Lets a stream have what a subscription asks for. The future fails if the caller may not, with
   * what a client may be told.
   */
  CompletableFuture<Void> start(
      DataRequest request, Identity identity, long deadline, Stream stream) {
    try {
      Planned planned = planner.ofSubscription(request);
      List<RootField> roots = planned.plan().roots();
      if (roots.size() != 1 || !(roots.get(0) instanceof RootField.Served root)) {
        throw new RequestRefusedException(ONE_ROOT);
      }
      return start(root, context(planned, identity, deadline), stream);
    } catch (RuntimeException | Error thrown) {
      return refused(failures.refusal(thrown).errors());
    }
  }

  private RequestContext context(Planned planned, Identity identity, long deadline) {
    return new RequestContext(
        planned.request(),
        identity,
        new Visibility(services.authorizer(), identity, services.behavior()),
        planned.document(),
        planned.operation(),
        planned.variables(),
        services.limits().maxScanRows(),
        deadline,
        new Cancellation(),
        Map.of(),
        new AtomicInteger(services.limits().maxResolverCalls()),
        services.store(),
        null);
  }

  private CompletableFuture<Void> start(
      RootField.Served root, RequestContext context, Stream stream) {
    return interest(root, context)
        .handle(
            (wanted, failure) -> {
              if (failure != null) {
                RootResult told = failures.field(root, failure);
                return SubscriptionStarts.<Void>refused(((RootResult.Ready) told).errors());
              }
              services.hub().start(stream, wanted);
              return CompletableFuture.<Void>completedFuture(null);
            })
        .thenCompose(done -> done)
        .toCompletableFuture();
  }

  /** What is wrong with the request as a whole is thrown; what is wrong with the field is not. */
  private CompletionStage<Interest> interest(RootField.Served root, RequestContext context) {
    try {
      return runner.subscribe(root, context);
    } catch (RequestRefusedException refused) {
      throw refused;
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  private static <T> CompletableFuture<T> refused(List<DataError> errors) {
    return CompletableFuture.failedFuture(new SubscriptionRefusedException(errors));
  }
}
