package dev.pergola.internal.client;

import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs operations as one caller. */
public interface CallRunner {

  /** The answer; cancelling it tells the backend that nobody waits. */
  CompletableFuture<DataResponse> run(
      PreparedDocument document, Map<String, @Nullable Object> variables);

  /** Runs the operation as well, and tells what it took. */
  CompletableFuture<Explanation> explain(
      PreparedDocument document, Map<String, @Nullable Object> variables);

  /** What the caller is told of a call that did not succeed, or not in all. */
  default void told(List<DataError> errors) {}
}
