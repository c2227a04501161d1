package dev.pergola.internal.client;

import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs what clients ask, as one caller. */
public interface CallRunner {

  /** The answer; cancelling it tells the backend that nobody waits. */
  CompletableFuture<DataResponse> run(ClientCall call);

  /** Runs it as well, and tells what it took. */
  CompletableFuture<Explanation> explain(ClientCall call);

  /** What the caller is told of a call that did not succeed, or not in all. */
  default void told(List<DataError> errors) {}
}
