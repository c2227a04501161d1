package dev.pergola.storage.dynamodb;

import dev.pergola.storage.RefusedValueException;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.ThrottledException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Tells what a failure of the service means: whether to ask again, and what to say. */
final class Failures {

  private static final Set<String> THROTTLED =
      Set.of(
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingException",
          "ThrottlingError",
          "ProvisionedThroughputExceeded",
          "Throttling",
          "LimitExceededException");

  private static final Set<String> EXPIRED =
      Set.of("ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException");

  private static final String INVALID = "ValidationException";

  /** Of a transaction, about the write whose condition did not hold. */
  static final String CONDITION_FAILED = "ConditionalCheckFailed";

  /** What the names of its calls begin with. */
  private static final String TRANSACTION = "Transact";

  private static final Pattern TRANSACTION_SIZE =
      Pattern.compile("aggregated? size|payload|4 ?MB", Pattern.CASE_INSENSITIVE);

  /** What a row holds, or would, that is no key of an index. */
  private static final Pattern INDEX_KEY = Pattern.compile("index key", Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME_OF_INDEX = Pattern.compile("[,. ]*IndexName: .*");

  private Failures() {}

  /** What a stage failed with, however many stages have passed it on. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Whether the same call may succeed when it is made again. */
  static boolean passing(Throwable cause) {
    return throttled(cause)
        || unanswered(cause)
        || cause instanceof TransactionConflictException
        || cause instanceof TransactionInProgressException;
  }

  /** Whether others are at the rows of a transaction, or have changed them. */
  static boolean byOthers(TransactionCanceledException cancelled) {
    return cancelled.cancellationReasons().stream()
        .map(CancellationReason::code)
        .anyMatch(code -> CONDITION_FAILED.equals(code) || "TransactionConflict".equals(code));
  }

  /** Whether nobody knows what became of the call: a write may have been applied. */
  static boolean doubtful(Throwable cause) {
    return unanswered(cause) && !causedBy(cause, Failures::isOfConnecting);
  }

  /** Whether the call has never left. */
  private static boolean isOfConnecting(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof UnknownHostException;
  }

  private static boolean unanswered(Throwable cause) {
    return (cause instanceof AwsServiceException service && service.statusCode() >= 500)
        || cause instanceof ApiCallTimeoutException
        || cause instanceof ApiCallAttemptTimeoutException
        || (cause instanceof SdkClientException client
            && (client.retryable() || causedBy(client, Failures::isOfNetwork)));
  }

  private static boolean isOfNetwork(Throwable cause) {
    return cause instanceof IOException || cause instanceof TimeoutException;
  }

  private static boolean causedBy(Throwable failure, Predicate<Throwable> kind) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(kind);
  }

  private static boolean throttled(Throwable cause) {
    if (cause instanceof TransactionCanceledException cancelled) {
      return telling(cancelled).stream()
          .anyMatch(i -> THROTTLED.contains(cancelled.cancellationReasons().get(i).code()));
    }
    return cause instanceof AwsServiceException service
        && (service.isThrottlingException() || THROTTLED.contains(code(service)));
  }

  /**
   * The failure as the SPI has it.
   *
   * @param doing what was asked of which table, such as {@code PutItem on Post}
   */
  static StoreException of(Throwable thrown, String doing) {
    Throwable cause = cause(thrown);
    if (cause instanceof StoreException known) {
      return known;
    }
    if (cause instanceof LimitExceededException limit) {
      return new StoreException(
          "%s: DynamoDB allows no more of this at once, or in this account. %s"
              .formatted(doing, message(limit)),
          limit);
    }
    if (throttled(cause)) {
      return new ThrottledException(
          "%s was throttled; raise the capacity of the table, or ask for less.".formatted(doing),
          cause);
    }
    if (cause instanceof ResourceNotFoundException) {
      return new StoreException(
          "%s: there is no such table or index, or it is still being made. Let prepare create it, or wait until it is active."
              .formatted(doing),
          cause);
    }
    if (cause instanceof ResourceInUseException) {
      return new StoreException(
          "%s: the table is being created or changed; wait until it is active.".formatted(doing),
          cause);
    }
    if (cause instanceof TransactionCanceledException cancelled) {
      return cancelled(cancelled, doing);
    }
    if (cause instanceof AwsServiceException service) {
      return service(service, doing);
    }
    return new StoreException(
        "%s failed: %s".formatted(doing, String.valueOf(cause.getMessage())), cause);
  }

  /**
   * The part of a transaction that it was cancelled for; empty when that is not one of its parts.
   * With one that is refused another attempt is no use, so that it comes before what passes.
   */
  static OptionalInt telling(TransactionCanceledException cancelled) {
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    return IntStream.range(0, reasons.size())
        .filter(i -> reasons.get(i).code() != null && !reasons.get(i).code().equals("None"))
        .boxed()
        .min(Comparator.comparing(i -> THROTTLED.contains(reasons.get(i).code())))
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private static StoreException cancelled(TransactionCanceledException cancelled, String doing) {
    OptionalInt telling = telling(cancelled);
    CancellationReason reason =
        telling.isPresent()
            ? cancelled.cancellationReasons().get(telling.getAsInt())
            : CancellationReason.builder().build();
    String message = String.valueOf(reason.message());
    return "ValidationError".equals(reason.code())
        ? invalid(message, doing, cancelled)
        : new StoreException(
            "%s was cancelled: %s, %s".formatted(doing, reason.code(), message), cancelled);
  }

  private static StoreException service(AwsServiceException service, String doing) {
    String code = code(service);
    if (code.equals("AccessDeniedException")) {
      return new StoreException(
          "%s is not permitted to these credentials; allow dynamodb:%s on the table and its indexes. %s"
              .formatted(doing, actions(doing), message(service)),
          service);
    }
    if (EXPIRED.contains(code)) {
      return new StoreException(
          "%s: the credentials have expired or are not known; give the client a provider that renews them."
              .formatted(doing),
          service);
    }
    if (code.equals(INVALID)) {
      return invalid(message(service), doing, service);
    }
    return new StoreException("%s failed: %s".formatted(doing, message(service)), service);
  }

  /** What policies allow for a call: those of transactions are allowed by their parts. */
  private static String actions(String doing) {
    return doing.startsWith(TRANSACTION)
        ? "GetItem, PutItem, UpdateItem and DeleteItem"
        : doing.split(" ", 2)[0];
  }

  /** Whether the service found something wrong with values. */
  static boolean invalid(Throwable failure) {
    return failure instanceof RefusedValueException
        || (failure instanceof StoreException
            && failure.getCause() instanceof AwsServiceException service
            && code(service).equals(INVALID));
  }

  /** What the service finds wrong with values, in words without the names of tables. */
  private static StoreException invalid(String message, String doing, AwsServiceException service) {
    if (doing.startsWith(TRANSACTION) && TRANSACTION_SIZE.matcher(message).find()) {
      return new RefusedValueException(
          "The records of a transaction have too many bytes together; at most 4194304 are allowed.");
    }
    if (message.contains("Item size")) {
      return new RowTooLargeException("%s: %s".formatted(doing, message));
    }
    if (message.contains("xpression")
        && (message.contains("size has exceeded") || message.contains("operators"))) {
      return new RefusedValueException(
          "Expression size has exceeded the maximum allowed size; ask for less in one filter, condition or input.");
    }
    if (INDEX_KEY.matcher(message).find()) {
      return new RefusedValueException(NAME_OF_INDEX.matcher(message).replaceFirst(""));
    }
    if (message.contains("key") && message.contains("has exceeded")) {
      return new RefusedValueException(
          "One or more parameter values were invalid: Size of a key has exceeded the maximum size limit");
    }
    return new StoreException("%s failed: %s".formatted(doing, message), service);
  }

  private static String code(AwsServiceException service) {
    return service.awsErrorDetails() == null || service.awsErrorDetails().errorCode() == null
        ? ""
        : service.awsErrorDetails().errorCode();
  }

  private static String message(AwsServiceException service) {
    return service.awsErrorDetails() == null
        ? String.valueOf(service.getMessage())
        : String.valueOf(service.awsErrorDetails().errorMessage());
  }
}
