package dev.pergola.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.RunnerException;

/** What a request costs over the bare call of the SDK that it makes; the sides take turns. */
final class DynamoSuite {

  /** A request may cost so much more of the processor than its call. */
  private static final String GOAL = "15 %";

  private DynamoSuite() {}

  static String run(int rounds) throws RunnerException {
    Table table =
        new Table(
            "request",
            "us cpu, SDK",
            "us cpu, ours",
            "over",
            "half of the turns",
            "goal",
            "KB, SDK and ours");
    for (boolean list : new boolean[] {false, true}) {
      List<Turns> turns = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        turns.addAll(measure(list));
      }
      table.add(
          list ? "list 100 x 8 fields" : "get by id",
          "%,.1f".formatted(median(turns, each -> each.bare().cpu())),
          "%,.1f".formatted(median(turns, each -> each.ours().cpu())),
          "%.1f %%".formatted(median(turns, Turns::over)),
          "%.1f to %.1f %%".formatted(over(turns, 0.25), over(turns, 0.75)),
          GOAL,
          "%,.1f, %,.1f"
              .formatted(
                  median(turns, each -> each.bare().bytes()) / 1000,
                  median(turns, each -> each.ours().bytes()) / 1000));
    }
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }

  private static List<Turns> measure(boolean list) throws RunnerException {
    List<Measured> iterations =
        Measured.each(Runs.run(Runs.of(DynamoBenchmark.class).param("list", String.valueOf(list))));
    List<Turns> turns = new ArrayList<>();
    for (int i = 0; i + 1 < iterations.size(); i += 2) {
      turns.add(new Turns(iterations.get(i), iterations.get(i + 1)));
    }
    System.out.printf("%s: %.1f %% over%n", list ? "list" : "get", median(turns, Turns::over));
    return turns;
  }

  private static double median(List<Turns> turns, ToDoubleFunction<Turns> figure) {
    return Measured.median(turns.stream().mapToDouble(figure));
  }

  /** What so great a part of the turns was not over. */
  private static double over(List<Turns> turns, double part) {
    double[] sorted = turns.stream().mapToDouble(Turns::over).sorted().toArray();
    return sorted[(int) (part * (sorted.length - 1))];
  }

  /** A turn of each side, one right after the other. */
  private record Turns(Measured bare, Measured ours) {

    /** In percent of the bare call. */
    double over() {
      return 100 * (ours.cpu() / bare.cpu() - 1);
    }
  }
}
