package dev.pergola.internal.execute;

import dev.pergola.internal.log.LineBudget;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.internal.plan.RootField;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.TooLateException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what was thrown into what a client may read. A fault of ours is logged once under a random
 * id, and the id is all that the client learns of it (spec: security 4).
 */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final LineBudget lines = LineBudget.ofTenPerSecond();

  /** The error entry of one root field. */
  RootResult field(RootField root, Throwable thrown) {
    Throwable cause = cause(thrown);
    List<Object> path = List.of(root.name().text());
    List<DataError.Location> locations =
        root instanceof RootField.OnModel onModel ? List.of(onModel.location()) : null;
    if (cause instanceof ConditionFailedException) {
      cause = ClientErrors.conditionFailed();
    } else if (cause instanceof RowTooLargeException) {
      cause = ClientErrors.itemTooLarge();
    }
    if (cause instanceof RequestRefusedException refused) {
      DataError first = refused.errors().get(0);
      return RootResult.failed(DataError.ofField(first.message(), null, path, locations));
    }
    if (cause instanceof TooLateException) {
      cause = ClientErrors.timedOut();
    }
    if (cause instanceof FieldException known) {
      return RootResult.failed(DataError.ofField(known.text(), known.errorType(), path, locations));
    }
    return RootResult.failed(
        DataError.ofField(
                ClientErrors.INTERNAL_MESSAGE, ClientErrors.INTERNAL_TYPE, path, locations)
            .withExtensions(logged(cause)));
  }

  /** What a stage failed with, however many stages have passed it on. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The answer to a request that failed as a whole. */
  DataResponse request(Throwable thrown) {
    return new RefusedResponse(
        List.of(
            new DataError(
                ClientErrors.INTERNAL_MESSAGE,
                ClientErrors.INTERNAL_TYPE,
                null,
                null,
                null,
                null,
                logged(thrown),
                false)));
  }

  /**
   * One line with the id that the client is told; the failure itself, which may name anything, only
   * where asked for. Not the end of one request but of the machine is what is thrown again.
   */
  private Map<String, Object> logged(Throwable thrown) {
    String errorId = UUID.randomUUID().toString();
    if (lines.take()) {
      LOG.error("Internal failure {}; its cause is logged at level debug", errorId);
      LOG.debug("Internal failure {}", errorId, thrown);
    }
    if (thrown instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
      throw fatal;
    }
    return Map.of("errorId", errorId);
  }
}
