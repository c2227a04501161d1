package dev.pergola.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What an owner rule costs: the same list of a hundred records under it and under a static rule.
 * The rules take turns, and each ratio is one of neighbours, as in {@link RequestSuite}.
 */
final class OwnerSuite {

  /** How many times as long as under a static rule a list may take. */
  private static final double GOAL = 1.3;

  private final Options options;
  private final Map<Diary.Rule, List<Measured>> results = new EnumMap<>(Diary.Rule.class);

  OwnerSuite(Options options) {
    this.options = options;
  }

  String run() throws RunnerException {
    for (int round = 1; round <= options.rounds(); round++) {
      for (Diary.Rule rule : Diary.Rule.values()) {
        Measured measured =
            Measured.of(Runs.run(Runs.of(OwnerBenchmark.class).param("rule", rule.name())));
        results.computeIfAbsent(rule, same -> new ArrayList<>()).add(measured);
      }
    }
    Table table = new Table("rule", "us", "us cpu", "bytes", "times static", "by cpu", "goal");
    results.forEach(
        (rule, rounds) ->
            table.add(
                rule.title(),
                "%,.1f".formatted(median(rounds, Measured::micros)),
                "%,.1f".formatted(median(rounds, Measured::cpu)),
                "%,.0f".formatted(median(rounds, Measured::bytes)),
                "%.2f".formatted(times(rounds, Measured::micros)),
                "%.2f".formatted(times(rounds, Measured::cpu)),
                rule == Diary.Rule.STATIC ? "" : "%.1f".formatted(GOAL)));
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }

  private double times(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
    List<Measured> without = results.getOrDefault(Diary.Rule.STATIC, List.of());
    return Measured.median(
        IntStream.range(0, rounds.size())
            .mapToDouble(
                i -> figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(without.get(i))));
  }

  private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
    return Measured.median(rounds.stream().mapToDouble(figure));
  }
}
