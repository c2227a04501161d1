package dev.pergola.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks, each in a JVM of its own. */
final class Runs {

  private Runs() {}

  /** One scenario on one side. */
  static Measured request(Scenario scenario, SideKind side, int posts, int comments)
      throws RunnerException {
    return Measured.of(
        run(
            of(RequestBenchmark.class)
                .param("scenario", scenario.name())
                .param("side", side.name())
                .param("posts", String.valueOf(posts))
                .param("comments", String.valueOf(comments))));
  }

  static ChainedOptionsBuilder of(Class<?> benchmark) {
    return new OptionsBuilder()
        .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
        .addProfiler(GCProfiler.class)
        .addProfiler(CpuProfiler.class)
        .shouldDoGC(true)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }
}
