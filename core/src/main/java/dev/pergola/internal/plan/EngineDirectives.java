package dev.pergola.internal.plan;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Node;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Directives that the engine puts into every schema, and that nothing here heeds: an answer comes
 * whole (spec: security 2), and a null goes as far as GraphQL says. A client is told what AppSync
 * would tell it, and not left to believe that it was heard.
 */
final class EngineDirectives {

  private static final Set<String> UNHEEDED =
      Set.of("defer", "experimental_disableErrorPropagation");

  private EngineDirectives() {}

  /** Refuses the document if it has one of them. */
  static void check(Document document) {
    Deque<Node<?>> nodes = new ArrayDeque<>();
    nodes.add(document);
    while (!nodes.isEmpty()) {
      Node<?> node = nodes.poll();
      if (node instanceof DirectivesContainer<?> container) {
        container.getDirectives().forEach(EngineDirectives::check);
      }
      node.getChildren().forEach(nodes::add);
    }
  }

  private static void check(Directive directive) {
    if (UNHEEDED.contains(directive.getName())) {
      throw new RequestRefusedException(
          List.of(
              EngineErrors.ofValidation(
                  ValidationError.newValidationError()
                      .validationErrorType(ValidationErrorType.UnknownDirective)
                      .sourceLocation(directive.getSourceLocation())
                      .description("Unknown directive '%s'".formatted(directive.getName()))
                      .build(),
                  SentValues.SHOWN)));
    }
  }
}
