package dev.pergola.internal.execute;

import dev.pergola.internal.client.ClientCall;
import dev.pergola.internal.plan.Documents;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.internal.plan.VariableCheck;
import dev.pergola.request.DataRequest;
import dev.pergola.request.Limits;
import dev.pergola.request.NotAQueryException;
import graphql.execution.CoercedVariables;
import graphql.language.OperationDefinition;
import java.util.Locale;

/**
 * From a request to its plan: limits of its variables, document, operation, variables, plan, in
 * this order. What is wrong with a request is thrown as {@link RequestRefusedException}, or as a
 * {@link graphql.GraphQLException} that is an error itself. Safe to share.
 */
final class Planner {

  private static final String NO_SUBSCRIPTION =
      "A subscription has many answers; it needs a connection that carries them.";
  private static final String ONLY_SUBSCRIPTION =
      "The operation is no subscription; run it as a request.";

  private static final String ONLY_QUERY =
      "Only queries are run for a request of this kind; by HTTP, send a %s by POST.";

  private final Documents documents;
  private final Limits limits;

  Planner(Documents documents, Limits limits) {
    this.documents = documents;
    this.limits = limits;
  }

  /** The plan of whatever is asked. */
  Planned ofAny(DataRequest request) {
    return planned(document(request), request);
  }

  /**
   * The plan of a query or mutation.
   *
   * @throws NotAQueryException if it is none of a query, and the request asks for that
   */
  Planned ofRequest(DataRequest request) {
    PreparedDocument document = document(request);
    OperationDefinition.Operation kind = kind(document, request);
    if (request.queriesOnly() && kind != OperationDefinition.Operation.QUERY) {
      throw new NotAQueryException(ONLY_QUERY.formatted(kind.name().toLowerCase(Locale.ROOT)));
    }
    if (kind == OperationDefinition.Operation.SUBSCRIPTION) {
      throw new RequestRefusedException(NO_SUBSCRIPTION);
    }
    return planned(document, request);
  }

  /** The plan of a subscription. */
  Planned ofSubscription(DataRequest request) {
    PreparedDocument document = document(request);
    if (kind(document, request) != OperationDefinition.Operation.SUBSCRIPTION) {
      throw new RequestRefusedException(ONLY_SUBSCRIPTION);
    }
    return planned(document, request);
  }

  /** The plan of what a client in process asks, which brings its document. */
  Planned ofCall(ClientCall.One call) {
    VariableCheck.check(call.variables(), limits);
    return planned(call.document(), DataRequest.of("").withVariables(call.variables()));
  }

  private PreparedDocument document(DataRequest request) {
    VariableCheck.check(request.variables(), limits);
    return documents.prepare(request.query());
  }

  private static OperationDefinition.Operation kind(
      PreparedDocument document, DataRequest request) {
    return document.operation(request.operationName()).getOperation();
  }

  private Planned planned(PreparedDocument document, DataRequest request) {
    OperationDefinition operation = document.operation(request.operationName());
    CoercedVariables variables = documents.coerce(document, operation, request.variables());
    return new Planned(
        request, document, operation, variables, document.plan(operation, variables));
  }
}
