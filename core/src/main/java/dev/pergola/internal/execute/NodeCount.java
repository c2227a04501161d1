package dev.pergola.internal.execute;

/** Counts the values of an answer, which may have so many (spec: security 2). */
final class NodeCount {

  private final int most;
  private int nodes;

  NodeCount(int most) {
    this.most = most;
  }

  /** Counts one more. */
  void count() {
    if (++nodes > most) {
      throw new ResultTooLargeException("The response holds more than %d values.".formatted(most));
    }
  }
}
