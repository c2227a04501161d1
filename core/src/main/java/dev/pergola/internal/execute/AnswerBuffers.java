package dev.pergola.internal.execute;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that answers are written in before they are copied out at their length, so that growing
 * and throwing them away is not most of what a request allocates. Each thread looks in one place
 * only; who finds none takes a new one. Safe to share.
 */
final class AnswerBuffers {

  /** A power of two, of about as many as requests run at once. */
  private static final int PLACES = 16;

  private static final int FIRST_BYTES = 1024;

  /** Larger ones are given back to the machine. */
  private static final int MAX_KEPT_BYTES = 512 * 1024;

  private final AtomicReferenceArray<byte @Nullable []> kept = new AtomicReferenceArray<>(PLACES);

  /** A buffer that nobody else has, with anything in it. */
  byte[] take() {
    byte[] buffer = kept.getAndSet(place(), null);
    return buffer == null ? new byte[FIRST_BYTES] : buffer;
  }

  /** Gives a buffer for the next answer, which the giver does not touch any more. */
  void give(byte[] buffer) {
    if (buffer.length <= MAX_KEPT_BYTES) {
      kept.lazySet(place(), buffer);
    }
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (PLACES - 1);
  }
}
