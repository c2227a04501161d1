package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.handler.OperationHandler;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A whole schema as written; see {@link Types#schema} and {@link Types#combine}. Nothing is checked
 * until it is resolved.
 */
public sealed class Schema permits BareSchema {

  final List<Section> sections;

  Schema(List<Section> sections) {
    this.sections = sections;
  }

  /**
   * What the schema means, checked: names looked up, implicit fields added, rules filled in.
   *
   * @param modes the modes that the backend is configured with; a rule for another is a problem
   * @param behavior whether mistakes that the original accepts in silence are problems
   * @throws SchemaException with every problem of the schema
   */
  public final SchemaModel resolve(Set<Mode> modes, Behavior behavior) {
    return new Resolver(
            sections,
            Set.copyOf(requireNonNull(modes, "modes")),
            requireNonNull(behavior, "behavior"))
        .resolve();
  }

  /** The code that was given as lambdas, by the names that it has in the resolved schema. */
  public final Map<String, OperationHandler> handlers() {
    Map<String, OperationHandler> all = new LinkedHashMap<>();
    parts()
        .filter(OperationPart.class::isInstance)
        .map(OperationPart.class::cast)
        .forEach(operation -> collect(operation, all));
    return Collections.unmodifiableMap(all);
  }

  private static void collect(OperationPart operation, Map<String, OperationHandler> all) {
    List<StepSpec> steps = operation.spec.handlers().stream().flatMap(List::stream).toList();
    for (int i = 0; i < steps.size(); i++) {
      OperationHandler code = steps.get(i).code();
      if (code != null) {
        all.put(steps.get(i).nameIn(operation.name, i), code);
      }
    }
  }

  private Stream<SchemaPart> parts() {
    return sections.stream().flatMap(section -> section.parts().stream());
  }
}
