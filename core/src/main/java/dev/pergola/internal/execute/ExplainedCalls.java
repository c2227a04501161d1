package dev.pergola.internal.execute;

import dev.pergola.internal.client.CallRunner;
import dev.pergola.internal.client.ClientCall;
import dev.pergola.internal.client.Futures;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Explanation;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs the operations of clients, with a log of what they take where somebody asks. */
@FunctionalInterface
public interface ExplainedCalls extends CallRunner {

  /** The answer; cancelling it tells the backend that nobody waits. */
  CompletableFuture<DataResponse> run(ClientCall call, @Nullable ExplainLog explain);

  @Override
  default CompletableFuture<DataResponse> run(ClientCall call) {
    return run(call, null);
  }

  @Override
  default CompletableFuture<Explanation> explain(ClientCall call) {
    ExplainLog log = new ExplainLog();
    return Futures.following(run(call, log), log::explanation);
  }
}
