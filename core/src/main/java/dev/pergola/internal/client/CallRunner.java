package dev.pergola.internal.client;

import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.request.DataResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs operations as one caller. */
@FunctionalInterface
public interface CallRunner {

  /** The answer; cancelling it tells the backend that nobody waits. */
  CompletableFuture<DataResponse> run(
      PreparedDocument document, Map<String, @Nullable Object> variables);
}
