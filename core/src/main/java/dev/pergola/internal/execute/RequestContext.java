package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.request.DataRequest;
import graphql.execution.CoercedVariables;
import graphql.language.OperationDefinition;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all root fields of one request share.
 *
 * @param scanRows how many rows each listing may look at
 * @param deadline when the answer comes too late, by {@link System#nanoTime()}
 * @param cancelled set when nobody waits for the answer any more
 */
record RequestContext(
    DataRequest request,
    Identity identity,
    PreparedDocument document,
    OperationDefinition operation,
    CoercedVariables variables,
    int scanRows,
    long deadline,
    AtomicBoolean cancelled) {

  /** Stops before a store call that nobody waits for. */
  void checkAlive() {
    if (cancelled.get() || System.nanoTime() - deadline > 0) {
      throw ClientErrors.timedOut();
    }
  }
}
