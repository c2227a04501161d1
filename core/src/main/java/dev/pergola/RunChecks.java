package dev.pergola;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.HandlerStep;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the parts of a schema that this version cannot run. */
final class RunChecks {

  private RunChecks() {}

  /**
   * Refuses a schema that has such parts.
   *
   * @param handlers the names of the code that the host gave
   */
  static void check(SchemaModel model, Set<String> handlers) {
    List<String> problems = new ArrayList<>();
    model.operations().forEach(operation -> checkOperation(operation, handlers, problems));
    if (!problems.isEmpty()) {
      throw new UnsupportedSchemaException(problems);
    }
  }

  private static void checkOperation(
      CustomOperation operation, Set<String> handlers, List<String> problems) {
    for (HandlerStep step : operation.steps()) {
      if (!handlers.contains(step.name())) {
        problems.add(
            "Operation '%s': no code is registered for its handler '%s'; add .handler(\"%s\", ...) to the builder. Registered: %s."
                .formatted(
                    operation.name(),
                    step.name(),
                    step.name(),
                    handlers.isEmpty() ? "none" : new TreeSet<>(handlers)));
      }
    }
  }
}
