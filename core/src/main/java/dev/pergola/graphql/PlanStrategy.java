package dev.pergola.graphql;

import dev.pergola.auth.Identity;
import dev.pergola.internal.execute.Cancellation;
import dev.pergola.internal.execute.Engine;
import dev.pergola.internal.execute.HostOperation;
import dev.pergola.internal.execute.Steps;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategy;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the root fields of an operation: those of the backend by their plan, the others by the
 * engine's own strategy. The parts of a query run side by side, those of a mutation one after the
 * other.
 */
final class PlanStrategy extends ExecutionStrategy {

  private final Engine engine;
  private final Function<
          Function<Cancellation, CompletableFuture<DataResponse>>, CompletableFuture<DataResponse>>
      admission;
  private final HostDocuments documents;
  private final ExecutionStrategy stock;

  PlanStrategy(
      Engine engine,
      Function<
              Function<Cancellation, CompletableFuture<DataResponse>>,
              CompletableFuture<DataResponse>>
          admission,
      HostDocuments documents,
      ExecutionStrategy stock) {
    this.engine = engine;
    this.admission = admission;
    this.documents = documents;
    this.stock = stock;
  }

  @Override
  public CompletableFuture<ExecutionResult> execute(
      ExecutionContext context, ExecutionStrategyParameters parameters) {
    @Nullable Identity caller = context.getGraphQLContext().get(HostGraphQl.CALLER);
    if (asksForSchema(parameters.getFields()) && !engine.mayIntrospect(caller)) {
      return CompletableFuture.completedFuture(
          refused(List.of(DataError.ofRequest(Engine.NO_INTROSPECTION, null))));
    }
    List<RootPart> parts =
        RootPart.split(
            parameters.getFields(),
            context.isMutationOperation()
                ? engine.served().mutations().keySet()
                : engine.served().queries().keySet(),
            context.isMutationOperation());
    try {
      List<Supplier<CompletableFuture<ExecutionResult>>> steps = new ArrayList<>(parts.size());
      for (RootPart part : parts) {
        steps.add(
            part.served()
                ? plan(context, part, caller)
                : () -> stock.execute(context, with(parameters, part)));
      }
      return (context.isMutationOperation()
              ? Steps.inOrder(steps, PlanStrategy::mayGoOn)
              : Steps.together(steps))
          .thenApply(results -> joined(context, parameters.getFields(), results));
    } catch (RequestRefusedException refused) {
      return CompletableFuture.completedFuture(refused(refused.errors()));
    }
  }

  /** A part without data leaves none for the whole: nothing more is changed then. */
  private static boolean mayGoOn(List<ExecutionResult> results) {
    @Nullable Object data = results.get(results.size() - 1).getData();
    return data != null;
  }

  private Supplier<CompletableFuture<ExecutionResult>> plan(
      ExecutionContext context, RootPart part, @Nullable Identity caller) {
    PreparedDocument document = documents.of(context.getDocument());
    HostOperation operation =
        new HostOperation(
            document,
            context.getOperationDefinition(),
            context.getCoercedVariables(),
            part.fields().keySet());
    return () ->
        admission
            .apply(cancellation -> engine.start(operation, caller, cancellation))
            // What finds no place is an answer too: an engine would end with the exception.
            .exceptionally(failure -> engine.notStarted(operation, failure))
            .thenApply(
                answer -> new ExecutionResultImpl(answer.data(), ToldErrors.of(answer.errors())));
  }

  private static ExecutionStrategyParameters with(
      ExecutionStrategyParameters parameters, RootPart part) {
    return parameters.transform(
        builder ->
            builder.fields(
                MergedSelectionSet.newMergedSelectionSet().subFields(part.fields()).build()));
  }

  private static ExecutionResult refused(List<DataError> errors) {
    return new ExecutionResultImpl(ToldErrors.of(errors));
  }

  private static boolean asksForSchema(MergedSelectionSet fields) {
    for (MergedField field : fields.getSubFieldsList()) {
      if (field.getName().equals(Introspection.SchemaMetaFieldDef.getName())
          || field.getName().equals(Introspection.TypeMetaFieldDef.getName())) {
        return true;
      }
    }
    return false;
  }

  /** One answer in the order of the document; null as a whole when one part is. */
  private static ExecutionResult joined(
      ExecutionContext context, MergedSelectionSet fields, List<ExecutionResult> results) {
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    boolean whole = true;
    for (ExecutionResult result : results) {
      Map<String, @Nullable Object> data = result.getData();
      whole &= data != null;
      if (data != null) {
        found.putAll(data);
      }
      // What the stock strategy met is in the context already.
      result.getErrors().stream()
          .filter(error -> !context.getErrors().contains(error))
          .forEach(context::addError);
    }
    Map<String, @Nullable Object> inOrder = new LinkedHashMap<>();
    for (String name : fields.getKeys()) {
      if (found.containsKey(name)) {
        inOrder.put(name, found.get(name));
      }
    }
    return new ExecutionResultImpl(whole ? inOrder : null, context.getErrors());
  }
}
