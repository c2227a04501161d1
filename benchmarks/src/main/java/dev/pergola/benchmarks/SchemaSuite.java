package dev.pergola.benchmarks;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What a schema costs to build; it should grow as its models do. */
final class SchemaSuite {

  private static final List<Integer> MODELS = List.of(10, 50, 150, 600);
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double BYTES_PER_MEGABYTE = 1_000_000;

  private SchemaSuite() {}

  static String run() throws RunnerException {
    Table table = new Table("models", "ms", "ms cpu", "us cpu per model", "MB allocated");
    for (int models : MODELS) {
      Measured measured =
          Measured.of(
              Runs.run(Runs.of(SchemaBenchmark.class).param("models", String.valueOf(models))));
      table.add(
          String.valueOf(models),
          "%,.1f".formatted(measured.micros() / MICROS_PER_MILLI),
          "%,.1f".formatted(measured.cpu() / MICROS_PER_MILLI),
          "%,.0f".formatted(measured.cpu() / models),
          "%,.1f".formatted(measured.bytes() / BYTES_PER_MEGABYTE));
    }
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }
}
