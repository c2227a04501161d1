package dev.pergola.internal.execute;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the calls that a handler makes of its backend are part of.
 *
 * @param lifetime ends when nobody waits for the handler any more
 * @param deadline when a call that begins now is too late, by {@link System#nanoTime()}
 * @param node where the calls are explained; null where nobody asks
 */
record HandlerScope(Cancellation lifetime, LongSupplier deadline, ExplainLog.@Nullable Place node) {

  /** Of a handler that a root field of this request waits for, for so long. */
  static HandlerScope within(RequestContext request, String root, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long deadline = end - request.deadline() > 0 ? request.deadline() : end;
    ExplainLog explain = request.explain();
    return new HandlerScope(
        request.cancellation().within(),
        () -> deadline,
        explain == null ? null : explain.place(root));
  }

  /** Of a handler that goes on after the answer: each of its calls has this time. */
  static HandlerScope alone(Duration time) {
    return new HandlerScope(new Cancellation(), () -> System.nanoTime() + time.toNanos(), null);
  }

  /** Where one more call is explained; null where nobody asks. */
  @Nullable ExplainLog explain() {
    return node == null ? null : node.call();
  }
}
