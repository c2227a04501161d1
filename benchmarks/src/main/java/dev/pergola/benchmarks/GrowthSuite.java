package dev.pergola.benchmarks;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What a request costs as the table grows; keyed access should not feel it. */
final class GrowthSuite {

  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);

  private final Options options;

  GrowthSuite(Options options) {
    this.options = options;
  }

  String run() throws RunnerException {
    Table table = new Table("request", "posts", "us", "us cpu", "bytes");
    for (Scenario scenario : options.scenarios()) {
      for (int size : SIZES) {
        Measured measured = Runs.request(scenario, SideKind.PERGOLA, size, 0);
        table.add(
            scenario.title(),
            "%,d".formatted(size),
            "%,.1f".formatted(measured.micros()),
            ofReads(scenario, "%,.1f".formatted(measured.cpu())),
            ofReads(scenario, "%,.0f".formatted(measured.bytes())));
      }
    }
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }

  /**
   * Of writes these would count the filling of the table too, which comes before each iteration.
   */
  private static String ofReads(Scenario scenario, String figure) {
    return scenario.writes() ? "" : figure;
  }
}
