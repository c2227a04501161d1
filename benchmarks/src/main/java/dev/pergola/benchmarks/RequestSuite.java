package dev.pergola.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Every scenario on every side. The machine may be busier at one time than at another, so the sides
 * take turns, each ratio is one of neighbours, and the median of the rounds is what is told.
 */
final class RequestSuite {

  private static final int POSTS = 10_000;
  private static final int COMMENTS_PER_POST = 10;

  /** Posts of the check before the run: many enough for every page, few enough to be quick. */
  private static final int CHECKED_POSTS = 2_000;

  private final Options options;
  private final Map<Scenario, Map<SideKind, List<Measured>>> results =
      new EnumMap<>(Scenario.class);

  RequestSuite(Options options) {
    this.options = options;
  }

  String run() throws RunnerException {
    EqualAnswers.check(options.scenarios(), options.sides(), CHECKED_POSTS, COMMENTS_PER_POST);
    for (int round = 1; round <= options.rounds(); round++) {
      for (Scenario scenario : options.scenarios()) {
        for (SideKind side : options.sides()) {
          Measured measured = Runs.request(scenario, side, POSTS, COMMENTS_PER_POST);
          results
              .computeIfAbsent(scenario, same -> new EnumMap<>(SideKind.class))
              .computeIfAbsent(side, same -> new ArrayList<>())
              .add(measured);
          System.out.printf(
              "round %d  %-8s %-12s %,12.2f us  %,12.2f us cpu  %,14.0f B%n",
              round, scenario, side, measured.micros(), measured.cpu(), measured.bytes());
        }
      }
    }
    return table();
  }

  private String table() {
    Table table =
        new Table("request", "side", "us", "us cpu", "bytes", "ours is faster", "by cpu", "goal");
    results.forEach(
        (scenario, sides) ->
            sides.forEach(
                (side, rounds) ->
                    table.add(
                        scenario.title(),
                        side.title(),
                        "%,.1f".formatted(median(rounds, Measured::micros)),
                        "%,.1f".formatted(median(rounds, Measured::cpu)),
                        "%,.0f".formatted(median(rounds, Measured::bytes)),
                        ratios(sides.get(SideKind.PERGOLA), rounds, Measured::micros),
                        ratios(sides.get(SideKind.PERGOLA), rounds, Measured::cpu),
                        side == SideKind.HAND_MAPS ? "%.1f".formatted(scenario.goal()) : "")));
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }

  private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
    return Measured.median(rounds.stream().mapToDouble(figure));
  }

  /** The median of the ratios of the rounds, and how far they lie apart. */
  private static String ratios(
      @Nullable List<Measured> ours, List<Measured> others, ToDoubleFunction<Measured> figure) {
    if (ours == null || ours == others) {
      return "";
    }
    double[] ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(others.get(i)) / figure.applyAsDouble(ours.get(i));
    }
    return "%.2f (%.2f-%.2f)"
        .formatted(
            Measured.median(DoubleStream.of(ratios)),
            DoubleStream.of(ratios).min().orElseThrow(),
            DoubleStream.of(ratios).max().orElseThrow());
  }
}
