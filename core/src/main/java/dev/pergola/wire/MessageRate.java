package dev.pergola.wire;

/**
 * How fast a client may talk: a burst at once, and so many messages a second in the long run. Not
 * thread-safe.
 */
final class MessageRate {

  private static final double SECOND = 1e9;

  private final double perSecond;
  private final double burst;
  private double left;
  private long asOf;

  /** Nothing has been said by now, a number of nanoseconds. */
  MessageRate(double perSecond, double burst, long now) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.left = burst;
    this.asOf = now;
  }

  /** Counts a message; false if it is one too many. */
  boolean takes(long now) {
    left = Math.min(burst, left + (now - asOf) / SECOND * perSecond);
    asOf = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
