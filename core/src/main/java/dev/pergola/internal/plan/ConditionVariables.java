package dev.pergola.internal.plan;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Node;
import graphql.language.VariableReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the variables that {@code @skip} and {@code @include} use in a part of a document. */
final class ConditionVariables {

  private static final List<String> CONDITIONAL = List.of("skip", "include");

  private ConditionVariables() {}

  static Set<String> of(Node<?> part) {
    Set<String> names = new TreeSet<>();
    Deque<Node<?>> nodes = new ArrayDeque<>();
    nodes.add(part);
    while (!nodes.isEmpty()) {
      Node<?> node = nodes.poll();
      if (node instanceof DirectivesContainer<?> container) {
        container.getDirectives().forEach(directive -> add(directive, names));
      }
      node.getChildren().forEach(nodes::add);
    }
    return names;
  }

  private static void add(Directive directive, Set<String> names) {
    if (CONDITIONAL.contains(directive.getName())) {
      Argument condition = directive.getArgument("if");
      if (condition != null && condition.getValue() instanceof VariableReference variable) {
        names.add(variable.getName());
      }
    }
  }
}
