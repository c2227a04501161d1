package dev.pergola.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.runner.RunnerException;

/** How long it takes until a backend of ten models is there, and until it has answered first. */
final class StartSuite {

  private static final int PROCESSES = 11;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double NANOS_PER_MILLI = 1_000_000;
  private static final String EXPECTED = "{\"data\":{\"listThing0s\":{\"items\":[]}}}";

  private StartSuite() {}

  static String run() throws RunnerException {
    Measured build = Measured.of(Runs.run(Runs.of(StartBenchmark.class)));
    double[] starts = DoubleStream.generate(StartSuite::firstAnswer).limit(PROCESSES).toArray();
    Table table = new Table("what", "ms", "lowest and highest", "ms cpu");
    table.add(
        "build() of " + StartBenchmark.MODELS + " models in a warm JVM",
        "%,.1f".formatted(build.micros() / MICROS_PER_MILLI),
        "",
        "%,.1f".formatted(build.cpu() / MICROS_PER_MILLI));
    table.add(
        "start of a JVM to its first answer",
        "%,.0f".formatted(Measured.median(DoubleStream.of(starts))),
        "%,.0f-%,.0f"
            .formatted(
                DoubleStream.of(starts).min().orElseThrow(),
                DoubleStream.of(starts).max().orElseThrow()),
        "");
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }

  /** Milliseconds from the start of a process to the line that is its answer. */
  private static double firstAnswer() {
    long begin = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  FirstAnswer.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        String answer = lines.readLine();
        double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        if (!EXPECTED.equals(answer)) {
          throw new IllegalStateException("The first answer was " + answer);
        }
        return millis;
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
