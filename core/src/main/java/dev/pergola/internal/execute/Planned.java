package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.plan.ResponseName;
import dev.pergola.internal.plan.RootField;
import dev.pergola.request.DataRequest;
import graphql.execution.CoercedVariables;
import graphql.language.OperationDefinition;
import java.util.List;

/**
 * An operation that is about to run.
 *
 * @param variables its variables, coerced
 * @param plan its plan for these variables
 */
record Planned(
    DataRequest request,
    PreparedDocument document,
    OperationDefinition operation,
    CoercedVariables variables,
    Plan plan) {

  /** The only root field of an operation that a client asks for as a part of a transaction. */
  RootField.OnModel write() {
    return (RootField.OnModel) plan.roots().get(0);
  }

  /** The same, whose only root field has this key in the answer. */
  Planned named(String key) {
    RootField.OnModel named = write().named(new ResponseName(key));
    return new Planned(
        request,
        document,
        operation,
        variables,
        new Plan(plan.mutation(), List.of(named), plan.nested()));
  }
}
