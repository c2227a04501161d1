package dev.pergola.storage.dynamodb;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Futures of many as one. */
final class Futures {

  private Futures() {}

  /** What all come to, in their order; the first failure if one fails, once all have ended. */
  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
