package dev.pergola.internal.execute;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody still waits for a piece of work. What is within another piece of work ends with
 * it. Safe for several threads.
 */
public final class Cancellation {

  private final @Nullable Cancellation outer;
  private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();

  /** Of work that stands for itself. */
  public Cancellation() {
    this(null);
  }

  private Cancellation(@Nullable Cancellation outer) {
    this.outer = outer;
  }

  /** Of work that nobody waits for either when nobody waits for this one. */
  Cancellation within() {
    return new Cancellation(this);
  }

  /** To be called when nobody waits any more; also after the end, when it does nothing. */
  public void cancel() {
    gone.complete(null);
  }

  /** Whether nobody waits any more. */
  boolean isCancelled() {
    return gone.isDone() || (outer != null && outer.isCancelled());
  }

  /** Does this when nobody waits any more, which may be now; at the latest when a request ends. */
  public void whenCancelled(Runnable action) {
    var unused = gone.thenRun(action);
    if (outer != null) {
      outer.whenCancelled(action);
    }
  }
}
