package dev.pergola.benchmarks;

import dev.pergola.storage.memory.Durability;
import org.openjdk.jmh.runner.RunnerException;

/** How many creates a second reach the file, from one caller and from sixteen at once. */
final class DurableSuite {

  private static final int CALLERS = 16;

  private DurableSuite() {}

  static String run() throws RunnerException {
    Table table = new Table("durability", "1 caller", CALLERS + " callers", "times");
    for (Durability durability : Durability.values()) {
      double one = rate(durability, 1);
      double many = rate(durability, CALLERS);
      table.add(
          durability.name(),
          "%,.0f/s".formatted(one),
          "%,.0f/s".formatted(many),
          "%.1f".formatted(many / one));
    }
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }

  private static double rate(Durability durability, int callers) throws RunnerException {
    return Measured.median(
        Runs.run(
            Runs.of(DurableBenchmark.class)
                .param("durability", durability.name())
                .threads(callers)),
        null);
  }
}
