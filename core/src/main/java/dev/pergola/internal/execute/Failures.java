package dev.pergola.internal.execute;

import dev.pergola.client.DataException;
import dev.pergola.handler.OperationException;
import dev.pergola.internal.json.JsonValues;
import dev.pergola.internal.log.LineBudget;
import dev.pergola.internal.plan.EngineErrors;
import dev.pergola.internal.plan.RequestRefusedException;
import dev.pergola.internal.plan.RootField;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.request.OverloadedException;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.ThrottledException;
import dev.pergola.storage.TooLateException;
import graphql.GraphQLError;
import graphql.GraphQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what was thrown into what a client may read. A fault of ours is logged once under a random
 * id, and the id is all that the client learns of it (spec: security 4).
 */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final LineBudget lines = LineBudget.ofTenPerSecond();

  /** The error of one root field; several, when its handler fails with several. */
  RootResult field(RootField root, Throwable thrown) {
    Stream<FieldFailure> all =
        cause(thrown) instanceof ToldException told
            ? told.errors().stream().map(FieldFailure::of).distinct()
            : Stream.of(of(thrown));
    return new RootResult.Ready(null, at(root, all));
  }

  /** A result with what the handlers of its field have to say beside it. */
  RootResult annotated(RootField root, RootResult result, List<OperationException> appended) {
    return appended.isEmpty()
        ? result
        : new RootResult.Annotated(result, at(root, appended.stream().map(this::of)));
  }

  private static List<DataError> at(RootField root, Stream<FieldFailure> all) {
    List<DataError.Location> locations =
        root instanceof RootField.Served served ? List.of(served.location()) : null;
    List<Object> path = List.of(root.name().text());
    return all.map(failure -> failure.at(path, locations)).toList();
  }

  /** Why a field has no value, wherever it stands. */
  FieldFailure of(Throwable thrown) {
    Throwable cause = cause(thrown);
    if (cause instanceof FieldException known) {
      return FieldFailure.of(known);
    }
    if (cause instanceof ConditionFailedException) {
      return FieldFailure.of(ClientErrors.conditionFailed());
    }
    if (cause instanceof RowTooLargeException) {
      return FieldFailure.of(ClientErrors.itemTooLarge());
    }
    if (cause instanceof RefusedValueException refusal) {
      return FieldFailure.of(ClientErrors.refusedByStore(refusal));
    }
    if (cause instanceof ThrottledException) {
      return FieldFailure.of(ClientErrors.throttled());
    }
    if (cause instanceof TooLateException) {
      return FieldFailure.of(ClientErrors.timedOut());
    }
    if (cause instanceof RequestRefusedException refused) {
      return new FieldFailure(refused.errors().get(0).message(), null, null, null, null);
    }
    if (cause instanceof OperationException told) {
      return of(told);
    }
    return new FieldFailure(
        ClientErrors.INTERNAL_MESSAGE, ClientErrors.INTERNAL_TYPE, null, null, logged(cause));
  }

  /**
   * What a function failed with, in its words, as the original tells it (spec: runtime E). What a
   * client of the backend was told, and may hold of records that the caller may not know of, is not
   * the function's own; neither are the words of a store, which name tables and files, nor an end
   * of the machine.
   */
  RuntimeException ofFunction(Throwable thrown) {
    Throwable cause = cause(thrown);
    if (!(cause instanceof Exception)
        || cause instanceof FieldException
        || cause instanceof OperationException
        || cause instanceof ToldException
        || cause instanceof DataException
        || cause instanceof StoreException
        || cause instanceof OverloadedException
        || cause instanceof RequestRefusedException) {
      return passedOn(cause);
    }
    unheard(cause);
    return ClientErrors.unhandled(cause);
  }

  /** Why a field was not even started. */
  FieldFailure ofStart(Throwable thrown) {
    return cause(thrown) instanceof OverloadedException
        ? FieldFailure.of(ClientErrors.overloaded())
        : of(thrown);
  }

  /** What the host's code says of a failure; what JSON can not say of it is for the log alone. */
  private FieldFailure of(OperationException told) {
    String message = String.valueOf(told.getMessage());
    try {
      return new FieldFailure(message, told.type(), json(told.data()), json(told.info()), null);
    } catch (RuntimeException | StackOverflowError unfit) {
      return new FieldFailure(message, told.type(), null, null, logged(unfit));
    }
  }

  private static @Nullable Object json(@Nullable Object given) {
    return JsonValues.check(HandlerValues.plain(given));
  }

  /** A failure that nobody is told of; it is logged all the same. */
  void unheard(Throwable thrown) {
    Map<String, Object> unused = logged(cause(thrown));
  }

  /** What a stage failed with, however many stages, or waiting code, have passed it on. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What to throw in a stage, so that whoever looks at it finds the cause. */
  static RuntimeException passedOn(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof RuntimeException known ? known : new CompletionException(cause);
  }

  /** The answer to a request of which nothing ran: what is wrong with it, or that it failed. */
  DataResponse refusal(Throwable thrown) {
    if (thrown instanceof RequestRefusedException refused) {
      return new RefusedResponse(refused.errors());
    }
    return thrown instanceof GraphQLException && thrown instanceof GraphQLError badInput
        ? new RefusedResponse(List.of(EngineErrors.of(badInput)))
        : request(thrown);
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
