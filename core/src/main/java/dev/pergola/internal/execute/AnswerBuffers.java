package dev.pergola.internal.execute;

/**
 * Buffers that answers are written in before they are copied out at their length, so that growing
 * and throwing them away is not most of what a request allocates. Safe to share.
 */
final class AnswerBuffers {

  private static final int FIRST_BYTES = 1024;

  /** Larger ones are given back to the machine. */
  private static final int MAX_KEPT_BYTES = 512 * 1024;

  private final Spares<byte[]> spares = new Spares<>();

  /** A buffer that nobody else has, with anything in it. */
  byte[] take() {
    byte[] buffer = spares.take();
    return buffer == null ? new byte[FIRST_BYTES] : buffer;
  }

  /** Gives a buffer for the next answer, which the giver does not touch any more. */
  void give(byte[] buffer) {
    if (buffer.length <= MAX_KEPT_BYTES) {
      spares.give(buffer);
    }
  }
}
