package dev.pergola.internal.client;

import dev.pergola.client.Answer;
import dev.pergola.client.Call;
import java.util.concurrent.CompletableFuture;

/** A call that can be run. */
abstract class BoundCall<R> implements Call<R> {

  @Override
  public CompletableFuture<R> start() {
    return Futures.following(answer(), Answer::orThrow);
  }
}
