package dev.pergola.internal.schema;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.HandlerStep;
import dev.pergola.model.Mode;
import dev.pergola.model.Rule;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directives of custom operations and of custom types, which are reached through what answers
 * them (spec: schema 8.2). They come before those of models: the first of a name stays.
 */
final class OperationDirectives {

  private final SchemaModel schema;
  private final Directives.Builder directives;
  private final Map<String, List<Rule>> inherited = new LinkedHashMap<>();

  OperationDirectives(SchemaModel schema, Directives.Builder directives) {
    this.schema = schema;
    this.directives = directives;
  }

  void add() {
    schema.operations().forEach(this::add);
    inherited.forEach(
        (type, rules) -> withGroups(rules).forEach(directive -> directives.add(type, directive)));
    for (CustomType custom : schema.customTypes()) {
      directives.add(custom.name(), AppliedDirective.of(Mode.IAM));
    }
  }

  private void add(CustomOperation operation) {
    String root =
        switch (operation.kind()) {
          case QUERY -> "Query";
          case MUTATION -> "Mutation";
          case SUBSCRIPTION -> "Subscription";
        };
    directives.add(root, AppliedDirective.of(Mode.IAM));
    if (!operation.mutations().isEmpty()) {
      directives.add(root, operation.name(), AppliedDirective.subscribe(operation.mutations()));
    }
    List<AppliedDirective> own =
        byResolver(operation) ? withGroups(operation.rules()) : ofModes(operation.rules());
    own.forEach(directive -> directives.add(root, operation.name(), directive));
    directives.add(root, operation.name(), AppliedDirective.of(Mode.IAM));
    if (operation.result() instanceof CustomType custom && !isAnothers(custom, operation)) {
      inherit(custom, operation.rules(), new LinkedHashSet<>());
    }
  }

  /** Whether the answer is a type that stands inline in the mutation which is listened to. */
  private static boolean isAnothers(CustomType custom, CustomOperation operation) {
    return operation.mutations().stream()
        .anyMatch(source -> custom.name().equals(Names.capital(source) + "ReturnType"));
  }

  private void inherit(CustomType custom, List<Rule> rules, Set<CustomType> visited) {
    if (visited.add(custom)) {
      inherited.computeIfAbsent(custom.name(), added -> new ArrayList<>()).addAll(rules);
      custom
          .fields()
          .forEach(
              field -> {
                if (field.type() instanceof CustomType nested) {
                  inherit(nested, rules, visited);
                }
              });
    }
  }

  /**
   * The API's own resolvers are guarded by directives alone, so these name groups. A subscription
   * that no function stands behind has one, be it only to pass the events on.
   */
  private static boolean byResolver(CustomOperation operation) {
    return (operation.kind() == CustomOperation.Kind.SUBSCRIPTION && operation.steps().isEmpty())
        || operation.steps().stream().anyMatch(step -> step.kind() == HandlerStep.Kind.CUSTOM);
  }

  private static List<AppliedDirective> ofModes(List<Rule> rules) {
    return rules.stream().map(rule -> AppliedDirective.of(rule.mode())).toList();
  }

  /** As {@link #ofModes}; a mode that only rules about groups name is limited to those. */
  private static List<AppliedDirective> withGroups(List<Rule> rules) {
    List<AppliedDirective> found = new ArrayList<>();
    Map<Mode, Set<String>> groups = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule instanceof Rule.Groups of) {
        groups.computeIfAbsent(of.mode(), added -> new LinkedHashSet<>()).addAll(of.groups());
      } else {
        found.add(AppliedDirective.of(rule.mode()));
      }
    }
    // After those of whole modes, which stay where both are.
    groups.forEach((mode, names) -> found.add(AppliedDirective.ofGroups(mode, List.copyOf(names))));
    return found;
  }
}
