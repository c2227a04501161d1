package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.internal.client.Elements;
import dev.pergola.internal.plan.RootField;
import dev.pergola.model.Behavior;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.HandlerStep;
import dev.pergola.model.ValueType;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Custom queries and mutations (spec: runtime E): the decision first, then the steps one after the
 * other, then what the last one gave as the declared type.
 */
final class Operations {

  private static final Map<String, Object> QUEUED = Map.of("success", true);

  private final Services services;
  private final Relations relations;
  private final Failures failures;
  private final HandlerClients clients;
  private final GivenRecords given;

  Operations(Services services, Relations relations, Failures failures, HandlerClients clients) {
    this.services = services;
    this.relations = relations;
    this.failures = failures;
    this.clients = clients;
    this.given = new GivenRecords(services.behavior());
  }

  CompletionStage<RootResult> call(
      RootField.Custom root, Map<String, Object> arguments, CallNotes notes, Scope scope) {
    return run(root, arguments, notes, scope)
        .thenCompose(last -> answer(root, HandlerResults.present(last), scope));
  }

  /** What the last step gives, whoever may have it. */
  CompletionStage<@Nullable Object> run(
      RootField.Custom root, Map<String, Object> arguments, CallNotes notes, Scope scope) {
    CustomOperation operation = root.operation();
    Decision decision = scope.authorizer().decide(Access.toCall(scope.identity(), operation));
    // There is no record that a rule could ask.
    if (!(decision instanceof Decision.Allowed)) {
      throw ClientErrors.unauthorized(root);
    }
    Map<String, @Nullable Object> sent = HandlerValues.arguments(operation, arguments);
    CompletionStage<@Nullable Object> result = CompletableFuture.completedFuture(null);
    for (HandlerStep step : operation.steps()) {
      result =
          result.thenCompose(
              previous -> {
                if (previous instanceof StepContext.EarlyReturn) {
                  return CompletableFuture.completedFuture(previous);
                }
                scope.request().checkAlive();
                return step(step, root, sent, scope.request(), previous, notes);
              });
    }
    return result.thenApply(
        last -> last instanceof StepContext.EarlyReturn early ? early.result() : last);
  }

  private CompletionStage<@Nullable Object> step(
      HandlerStep step,
      RootField.Custom root,
      Map<String, @Nullable Object> sent,
      RequestContext request,
      @Nullable Object previous,
      CallNotes notes) {
    boolean queued = step.kind() == HandlerStep.Kind.ASYNC_FUNCTION;
    // What is queued goes on after the answer, so the request cannot end it.
    HandlerScope within =
        queued
            ? HandlerScope.alone(services.limits().requestTimeout())
            : HandlerScope.within(request, root.name().text(), services.handlers().timeout());
    StepContext context =
        new StepContext(
            root,
            sent,
            request,
            previous,
            queued ? notes.unheard() : notes,
            identity -> clients.client(identity, within));
    if (queued) {
      services.handlers().queue(step.name(), context, within.lifetime(), failures::unheard);
      return CompletableFuture.completedFuture(QUEUED);
    }
    CompletionStage<@Nullable Object> result =
        within.passingOn(services.handlers().call(step.name(), context, within.lifetime()));
    return services.behavior() == Behavior.APPSYNC ? telling(result) : result;
  }

  /** In the original the caller reads the words of whatever a function throws. */
  private CompletionStage<@Nullable Object> telling(CompletionStage<@Nullable Object> result) {
    return result.handle(
        (given, failure) -> {
          if (failure == null) {
            return given;
          }
          throw failures.ofFunction(failure);
        });
  }

  private CompletionStage<RootResult> answer(
      RootField.Custom root, @Nullable Object value, Scope scope) {
    if (!(root.shape() instanceof RootField.Shape.Records records)) {
      CustomOperation operation = root.operation();
      return CompletableFuture.completedFuture(
          new RootResult.Value(
              HandlerResults.value(
                  (ValueType) operation.result(), operation.shape().list(), value)));
    }
    if (value == null) {
      return CompletableFuture.completedFuture(new RootResult.ManyRecords(null));
    }
    List<@Nullable Row> rows;
    Collection<?> elements = records.shape().list() ? Elements.of(value) : null;
    if (!records.shape().list()) {
      rows = Arrays.asList(HandlerResults.row(records.model(), value));
    } else if (elements != null) {
      rows = new ArrayList<>(elements.size());
      for (Object element : elements) {
        Object one = HandlerResults.present(element);
        rows.add(one == null ? null : HandlerResults.row(records.model(), one));
      }
    } else {
      throw ClientErrors.invalid(ClientErrors.notAList("/" + root.name().text()));
    }
    return given
        .withOwners(records, rows, scope)
        .thenCompose(whole -> relations.follow(records.selection(), whole, scope))
        .thenApply(RootResult.ManyRecords::new);
  }
}
