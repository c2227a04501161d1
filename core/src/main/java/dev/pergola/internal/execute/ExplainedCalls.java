package dev.pergola.internal.execute;

import dev.pergola.internal.client.CallRunner;
import dev.pergola.internal.client.Futures;
import dev.pergola.internal.plan.PreparedDocument;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs the operations of clients, with a log of what they take where somebody asks. */
@FunctionalInterface
public interface ExplainedCalls extends CallRunner {

  /** The answer; cancelling it tells the backend that nobody waits. */
  CompletableFuture<DataResponse> run(
      PreparedDocument document,
      Map<String, @Nullable Object> variables,
      @Nullable ExplainLog explain);

  @Override
  default CompletableFuture<DataResponse> run(
      PreparedDocument document, Map<String, @Nullable Object> variables) {
    return run(document, variables, null);
  }

  @Override
  default CompletableFuture<Explanation> explain(
      PreparedDocument document, Map<String, @Nullable Object> variables) {
    ExplainLog log = new ExplainLog();
    return Futures.following(run(document, variables, log), log::explanation);
  }
}
