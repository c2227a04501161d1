package dev.pergola.internal.plan;

import dev.pergola.request.DataError;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses subscriptions that validation throws at: it evaluates conditions at the root without the
 * variables, and follows fragments on a root that the schema lacks (spec: security 3).
 */
final class SubscriptionCheck {

  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Set<String> visited = new HashSet<>();
  private final Deque<SelectionSet> open = new ArrayDeque<>();

  private SubscriptionCheck(Document document) {
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
  }

  /**
   * Refuses the document if one of its operations is such a subscription.
   *
   * @param served whether subscriptions are served at all; if not, every one is refused as if the
   *     schema had none
   */
  static void check(Document document, boolean served) {
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      if (operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION) {
        if (!served) {
          throw new RequestRefusedException(List.of(unknownOperation(operation)));
        }
        new SubscriptionCheck(document).checkRoot(operation.getSelectionSet());
      }
    }
  }

  /** In the words that validation has for it. */
  private static DataError unknownOperation(OperationDefinition operation) {
    return EngineErrors.ofValidation(
        ValidationError.newValidationError()
            .validationErrorType(ValidationErrorType.UnknownOperation)
            .sourceLocation(operation.getSourceLocation())
            .description("The 'Subscription' operation is not supported by the schema")
            .build(),
        SentValues.SHOWN);
  }

  private void checkRoot(SelectionSet root) {
    open.add(root);
    while (!open.isEmpty()) {
      open.poll().getSelections().forEach(this::check);
    }
  }

  private void check(Selection<?> selection) {
    if (selection instanceof DirectivesContainer<?> container
        && (container.hasDirective("skip") || container.hasDirective("include"))) {
      throw new RequestRefusedException(
          "The root of a subscription takes no @skip and no @include.");
    }
    if (selection instanceof InlineFragment fragment) {
      open.add(fragment.getSelectionSet());
    } else if (selection instanceof FragmentSpread spread) {
      FragmentDefinition fragment = fragments.get(spread.getName());
      if (fragment != null && visited.add(spread.getName())) {
        open.add(fragment.getSelectionSet());
      }
    }
  }
}
