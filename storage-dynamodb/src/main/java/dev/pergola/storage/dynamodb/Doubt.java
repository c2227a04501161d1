package dev.pergola.storage.dynamodb;

import dev.pergola.storage.StoreException;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Whether a write may have been made by an attempt whose answer got lost. */
final class Doubt {

  private volatile boolean unanswered;

  /** Nobody is told why the client itself has made an attempt again. */
  private volatile boolean hidden;

  /** An attempt at the write, with an eye on how it ends. */
  <T> CompletableFuture<T> over(CompletableFuture<T> attempt) {
    return attempt.whenComplete(
        (answer, failure) -> {
          if (failure != null) {
            note(Failures.cause(failure));
          }
        });
  }

  private void note(Throwable failure) {
    if (Failures.doubtful(failure)) {
      unanswered = true;
    } else if (failure instanceof TransactionCanceledException) {
      // Each attempt at a transaction has the token of the first, and what was done is not
      // cancelled.
      unanswered = false;
    }
    if (failure instanceof SdkException sdk && sdk.numAttempts() != null && sdk.numAttempts() > 1) {
      hidden = true;
    }
  }

  /** Whether nothing proves that no attempt before the last one has made the write. */
  boolean remains() {
    return unanswered || hidden;
  }

  /**
   * The failure of the last attempt as that of the write.
   *
   * @param doing what was asked of which table, such as {@code PutItem on Post}
   */
  StoreException failure(Throwable last, String doing) {
    StoreException failure = Failures.of(last, doing);
    return unanswered
        ? new StoreException(
            "%s was not answered, so that it may have been done or not; read before trying again. In the end: %s"
                .formatted(doing, failure.getMessage()),
            failure)
        : failure;
  }
}
