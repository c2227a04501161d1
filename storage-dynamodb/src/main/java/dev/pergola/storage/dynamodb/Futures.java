package dev.pergola.storage.dynamodb;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Futures of calls, and of many as one. */
final class Futures {

  private Futures() {}

  /**
   * What a call comes to. A client may throw instead of failing, as one does that is closed or
   * whose classes are not all there: that is a failure as any other.
   */
  static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  /** What all come to, in their order; the first failure if one fails, once all have ended. */
  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
