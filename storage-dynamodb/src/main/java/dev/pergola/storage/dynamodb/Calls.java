package dev.pergola.storage.dynamodb;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Calls of the service: bounded in number, and made again when a failure passes. The client has its
 * own retries below, on single connections; these are for what outlasts them.
 */
final class Calls {

  /** Twice more than once. */
  private static final int ATTEMPTS = 3;

  private final DynamoDbAsyncClient client;
  private final InFlight inFlight;
  private final Pauses pauses;

  Calls(DynamoDbAsyncClient client, InFlight inFlight, Pauses pauses) {
    this.client = client;
    this.inFlight = inFlight;
    this.pauses = pauses;
  }

  /**
   * The answer of a call that may be made any number of times.
   *
   * @param doing what is asked of which table, for messages; begins with the name of the operation
   */
  <T> CompletableFuture<T> repeatable(
      String doing, Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
    return attempt(() -> once(call), 1)
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(Failures.of(failure, doing)));
  }

  /** The answer of one call, with its failure as the client gives it. */
  <T> CompletableFuture<T> once(Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
    return inFlight.submit(() -> call.apply(client));
  }

  /** Completes when it is time for another attempt. */
  CompletableFuture<Void> pause(int attempt) {
    return pauses.before(attempt);
  }

  /** Makes an attempt, and another after each failure that passes, as often as is useful. */
  <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> call, int attempt) {
    return call.get()
        .exceptionallyCompose(
            failure ->
                attempt < ATTEMPTS && Failures.passing(Failures.cause(failure))
                    ? pause(attempt).thenCompose(now -> attempt(call, attempt + 1))
                    : CompletableFuture.failedFuture(Failures.cause(failure)));
  }
}
