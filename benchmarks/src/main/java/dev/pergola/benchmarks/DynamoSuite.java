package dev.pergola.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.runner.RunnerException;

/** What a request costs over the bare call of the SDK that it makes; the sides take turns. */
final class DynamoSuite {

  /** A request may cost so much more of the processor than its call. */
  private static final String GOAL = "15 %";

  private DynamoSuite() {}

  static String run(int rounds) throws RunnerException {
    Table table =
        new Table("request", "us cpu, SDK", "us cpu, ours", "over", "goal", "KB, SDK and ours");
    for (boolean list : new boolean[] {false, true}) {
      List<Measured> bare = new ArrayList<>();
      List<Measured> ours = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        bare.add(measure(list, false));
        ours.add(measure(list, true));
      }
      double[] over = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        over[i] = 100 * (ours.get(i).cpu() / bare.get(i).cpu() - 1);
      }
      table.add(
          list ? "list 100 x 8 fields" : "get by id",
          "%,.1f".formatted(median(bare, Measured::cpu)),
          "%,.1f".formatted(median(ours, Measured::cpu)),
          "%.0f %%".formatted(Measured.median(DoubleStream.of(over))),
          GOAL,
          "%,.1f, %,.1f"
              .formatted(
                  median(bare, Measured::bytes) / 1000, median(ours, Measured::bytes) / 1000));
    }
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }

  private static Measured measure(boolean list, boolean ours) throws RunnerException {
    Measured measured =
        Measured.of(
            Runs.run(
                Runs.of(DynamoBenchmark.class)
                    .param("list", String.valueOf(list))
                    .param("ours", String.valueOf(ours))));
    System.out.printf(
        "%s %s %,.1f us cpu  %,.0f B%n",
        list ? "list" : "get", ours ? "ours" : "SDK", measured.cpu(), measured.bytes());
    return measured;
  }

  private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
    return Measured.median(rounds.stream().mapToDouble(figure));
  }
}
