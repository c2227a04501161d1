package dev.pergola.internal.plan;

import dev.pergola.request.Limits;
import graphql.language.Definition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts what is left to count once a document is parsed, before validation, whose time grows
 * faster than its input.
 */
final class DocumentCheck {

  private DocumentCheck() {}

  /** Refuses the document if it breaks a limit. */
  static void check(Document document, Limits limits) {
    int operations = 0;
    int fragments = 0;
    for (Definition<?> definition : document.getDefinitions()) {
      if (definition instanceof OperationDefinition) {
        operations++;
      } else if (definition instanceof FragmentDefinition) {
        fragments++;
      }
    }
    refuseAbove(operations, limits.maxOperations(), "The document has more than %d operations.");
    refuseAbove(fragments, limits.maxFragments(), "The document has more than %d fragments.");
    checkDirectives(document, limits);
  }

  private static void checkDirectives(Document document, Limits limits) {
    int directives = 0;
    Deque<Node<?>> nodes = new ArrayDeque<>();
    nodes.add(document);
    while (!nodes.isEmpty()) {
      Node<?> node = nodes.poll();
      if (node instanceof DirectivesContainer<?> container) {
        int here = container.getDirectives().size();
        refuseAbove(
            here, limits.maxDirectivesPerPlace(), "More than %d directives stand at one place.");
        directives += here;
        refuseAbove(
            directives, limits.maxDirectives(), "The document has more than %d directives.");
      }
      node.getChildren().forEach(nodes::add);
    }
  }

  private static void refuseAbove(int count, int limit, String message) {
    if (count > limit) {
      throw new RequestRefusedException(message.formatted(limit));
    }
  }
}
