package dev.pergola.internal.execute;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Things that take longer to make than to use, kept for the next use. Each thread looks in one
 * place only, and what is taken is in one pair of hands. Safe to share.
 */
final class Spares<T> {

  /** A power of two, of about as many as requests run at once. */
  private static final int PLACES = 16;

  private final AtomicReferenceArray<@Nullable T> kept = new AtomicReferenceArray<>(PLACES);

  /** One that nobody else has; null if none is kept where this thread looks. */
  @Nullable T take() {
    return kept.getAndSet(place(), null);
  }

  /** Keeps one, which the giver does not touch any more. */
  void give(T spare) {
    kept.lazySet(place(), spare);
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (PLACES - 1);
  }
}
