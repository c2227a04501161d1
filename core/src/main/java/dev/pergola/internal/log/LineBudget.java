package dev.pergola.internal.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many log lines a second and no more, so that no client can fill a disk (spec: security 11).
 * What is above is dropped: the first lines of a second tell an operator as much as all of them.
 */
public final class LineBudget {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int linesPerSecond;
  private final LongSupplier nanoTime;
  private long began;
  private int taken;

  LineBudget(int linesPerSecond, LongSupplier nanoTime) {
    this.linesPerSecond = linesPerSecond;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /** Ten lines a second. */
  public static LineBudget ofTenPerSecond() {
    return new LineBudget(10, System::nanoTime);
  }

  /** Whether one more line may be written now. */
  public synchronized boolean take() {
    long now = nanoTime.getAsLong();
    if (now - began >= SECOND) {
      began = now;
      taken = 0;
    }
    if (taken == linesPerSecond) {
      return false;
    }
    taken++;
    return true;
  }
}
