package dev.pergola.internal.execute;

import dev.pergola.request.DataResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request under way.
 *
 * @param response the answer; never fails
 * @param cancelled set it when nobody waits any more: store calls that have not begun do not begin;
 *     a write that has begun completes
 */
public record Execution(CompletableFuture<DataResponse> response, AtomicBoolean cancelled) {

  static Execution done(DataResponse response) {
    return new Execution(CompletableFuture.completedFuture(response), new AtomicBoolean());
  }
}
