package dev.pergola.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Futures that pass a cancellation on to what they wait for. */
public final class Futures {

  private Futures() {}

  /** What comes of a future; to cancel it is to cancel that one. */
  public static <A, B> CompletableFuture<B> following(
      CompletableFuture<A> first, Function<A, B> next) {
    CompletableFuture<B> second = first.thenApply(next);
    if (!second.isDone()) {
      var unused =
          second.whenComplete(
              (value, failure) -> {
                if (second.isCancelled()) {
                  first.cancel(true);
                }
              });
    }
    return second;
  }
}
