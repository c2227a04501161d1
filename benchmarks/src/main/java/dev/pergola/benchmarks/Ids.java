package dev.pergola.benchmarks;

import java.util.function.Supplier;

/**
 * Ids of new records: spread like random ones, and the same for every side. Making them costs next
 * to nothing, so that what is timed is not a random generator.
 */
final class Ids implements Supplier<String> {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  @Override
  public synchronized String get() {
    state += STEP;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return "new-" + Long.toHexString(mixed ^ (mixed >>> 31));
  }
}
