package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.plan.RootField;
import dev.pergola.request.DataRequest;
import graphql.execution.CoercedVariables;
import graphql.language.OperationDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of an operation that a GraphQL engine of the host's runs.
 *
 * @param document the document it stands in
 * @param operation the operation
 * @param variables its variables, coerced
 * @param names the keys of the root fields that are asked for here; all are served
 */
public record HostOperation(
    PreparedDocument document,
    OperationDefinition operation,
    CoercedVariables variables,
    Set<String> names) {

  public HostOperation {
    names = Set.copyOf(names);
  }

  /** The plan of the part. */
  Plan plan() {
    Plan whole = document.plan(operation, variables);
    List<RootField> roots = new ArrayList<>(names.size());
    for (RootField root : whole.roots()) {
      if (names.contains(root.name().text())) {
        roots.add(root);
      }
    }
    return roots.size() == whole.roots().size()
        ? whole
        : new Plan(whole.mutation(), roots, whole.nested());
  }

  /** The part, about to run. */
  Planned planned() {
    return new Planned(DataRequest.of(""), document, operation, variables, plan());
  }

  /** What is told of each field when none of them runs. */
  List<RootResult> refused(Function<RootField.Served, FieldFailure> why) {
    List<RootResult> results = new ArrayList<>();
    for (RootField root : plan().roots()) {
      RootField.Served served = (RootField.Served) root;
      results.add(
          new RootResult.Ready(
              null,
              List.of(
                  why.apply(served)
                      .at(List.of(served.name().text()), List.of(served.location())))));
    }
    return results;
  }
}
