package dev.pergola.conformance.engine;

import java.util.Random;

/** How many random cases a test tries: a few with every build, many in the profile {@code deep}. */
public final class Campaign {

  private static final boolean DEEP = Boolean.getBoolean("pergola.deep");

  private Campaign() {}

  /** The number of cases. */
  public static int size(int usual, int deep) {
    return DEEP ? deep : usual;
  }

  /**
   * Where the random numbers start: always at the same place, or where {@code pergola.seed} says.
   */
  public static long seed() {
    return Long.getLong("pergola.seed", DEEP ? new Random().nextLong(1L << 40) : 1);
  }
}
