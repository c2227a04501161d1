package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.client.DataException;
import dev.pergola.request.DataError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the calls that a handler makes of its backend are part of.
 *
 * @param lifetime ends when nobody waits for the handler any more
 * @param deadline when a call that begins now is too late, by {@link System#nanoTime()}
 * @param node where the calls are explained; null where nobody asks
 * @param caller whose request the handler answers; null when nobody waits for the answer
 * @param told what the caller's own client was told of calls that did not succeed
 */
record HandlerScope(
    Cancellation lifetime,
    LongSupplier deadline,
    ExplainLog.@Nullable Place node,
    @Nullable Identity caller,
    Set<DataError> told) {

  /** Of a handler that a root field of this request waits for, for so long. */
  static HandlerScope within(RequestContext request, String root, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long deadline = end - request.deadline() > 0 ? request.deadline() : end;
    ExplainLog explain = request.explain();
    return new HandlerScope(
        request.cancellation().within(),
        () -> deadline,
        explain == null ? null : explain.place(root),
        request.identity(),
        ConcurrentHashMap.newKeySet());
  }

  /** Of a handler that goes on after the answer: each of its calls has this time. */
  static HandlerScope alone(Duration time) {
    return new HandlerScope(
        new Cancellation(), () -> System.nanoTime() + time.toNanos(), null, null, Set.of());
  }

  /** Keeps what a client of this identity is told, if it is the caller's own. */
  void told(Identity identity, List<DataError> errors) {
    if (identity.equals(caller)) {
      told.addAll(errors);
    }
  }

  /**
   * What the handler gives. If it fails with what its caller's own client was told, that is what
   * its caller is told: it is nothing that the caller could not have asked itself.
   */
  CompletionStage<@Nullable Object> passingOn(CompletionStage<@Nullable Object> given) {
    return given.handle(
        (result, failure) -> {
          if (failure == null) {
            return result;
          }
          throw Failures.cause(failure) instanceof DataException refused
                  && told.containsAll(refused.errors())
              ? new ToldException(refused.errors())
              : Failures.passedOn(failure);
        });
  }

  /** Where one more call is explained; null where nobody asks. */
  @Nullable ExplainLog explain() {
    return node == null ? null : node.call();
  }
}
