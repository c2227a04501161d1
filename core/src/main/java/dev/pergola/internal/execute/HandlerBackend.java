package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.client.ClientCall;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The backend as a handler has it: its calls are part of what the handler is part of.
 *
 * @param identity who calls
 * @param scope what the calls are part of
 */
record HandlerBackend(Engine engine, Identity identity, HandlerScope scope)
    implements ExplainedCalls {

  @Override
  public CompletableFuture<DataResponse> run(ClientCall call, @Nullable ExplainLog explain) {
    Cancellation cancellation = scope.lifetime().within();
    CompletableFuture<DataResponse> running =
        engine.start(
            call,
            identity,
            scope.deadline().getAsLong(),
            cancellation,
            explain == null ? scope.explain() : explain);
    var unused =
        running.whenComplete(
            (answer, failure) -> {
              if (running.isCancelled()) {
                cancellation.cancel();
              }
            });
    return running;
  }

  @Override
  public void told(List<DataError> errors) {
    scope.told(identity, errors);
  }
}
