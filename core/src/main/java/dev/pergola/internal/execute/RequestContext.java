package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.plan.Arguments;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.request.DataRequest;
import dev.pergola.storage.Store;
import graphql.execution.CoercedVariables;
import graphql.language.OperationDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What all root fields of one request share.
 *
 * @param visibility what the caller may read of records
 * @param scanRows how many rows the listings of each root field may look at
 * @param deadline when the answer comes too late, by {@link System#nanoTime()}
 * @param cancellation whether anybody still waits for the answer
 * @param nested the arguments below the root fields that are not the same for every request
 * @param steps how many relations of records may still be followed
 * @param store where the records are
 * @param explain what is kept of store calls; null where nobody asks
 */
record RequestContext(
    DataRequest request,
    Identity identity,
    Visibility visibility,
    PreparedDocument document,
    OperationDefinition operation,
    CoercedVariables variables,
    int scanRows,
    long deadline,
    Cancellation cancellation,
    Map<Arguments, Map<String, Object>> nested,
    AtomicInteger steps,
    Store store,
    @Nullable ExplainLog explain) {

  /** The arguments with variables in them, coerced for this request before anything of it runs. */
  static Map<Arguments, Map<String, Object>> coerced(
      List<Arguments> nested, CoercedVariables variables) {
    if (nested.isEmpty()) {
      return Map.of();
    }
    Map<Arguments, Map<String, Object>> values = new HashMap<>();
    nested.forEach(arguments -> values.put(arguments, arguments.values(variables)));
    return values;
  }

  /** The context of another operation that is made together with this one. */
  RequestContext of(Planned other) {
    return new RequestContext(
        other.request(),
        identity,
        visibility,
        other.document(),
        other.operation(),
        other.variables(),
        scanRows,
        deadline,
        cancellation,
        coerced(other.plan().nested(), other.variables()),
        steps,
        store,
        explain);
  }

  /** The arguments of a field below the roots. */
  Map<String, Object> values(Arguments arguments) {
    Map<String, Object> known = nested.get(arguments);
    return known != null ? known : arguments.values(variables);
  }

  /** Stops before a store call that nobody waits for. */
  void checkAlive() {
    if (cancellation.isCancelled() || System.nanoTime() - deadline > 0) {
      throw ClientErrors.timedOut();
    }
  }

  /** Counts the relations of so many records, and stops at those that are too many. */
  void step(int records) {
    if (steps.addAndGet(-records) < 0) {
      throw ClientErrors.tooManySteps();
    }
  }
}
