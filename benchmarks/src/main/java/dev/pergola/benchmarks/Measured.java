package dev.pergola.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one JVM found out, the medians of its iterations, or one of these.
 *
 * @param micros time of a request
 * @param cpu processor time of a request, in microseconds
 * @param bytes bytes allocated by a request
 */
record Measured(double micros, double cpu, double bytes) {

  static final String BYTES_LABEL = "gc.alloc.rate.norm";

  static Measured of(Collection<RunResult> results) {
    return new Measured(
        median(results, null), median(results, CpuProfiler.LABEL), median(results, BYTES_LABEL));
  }

  /** What each iteration found out, in their order. */
  static List<Measured> each(Collection<RunResult> results) {
    return results.stream()
        .flatMap(result -> result.getBenchmarkResults().stream())
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(
            iteration ->
                new Measured(
                    score(iteration, null),
                    score(iteration, CpuProfiler.LABEL),
                    score(iteration, BYTES_LABEL)))
        .toList();
  }

  /** The median of the iterations; of the main result if no other one is named. */
  static double median(Collection<RunResult> results, @Nullable String label) {
    return median(
        results.stream()
            .flatMap(result -> result.getBenchmarkResults().stream())
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(iteration -> score(iteration, label)));
  }

  static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalStateException("A benchmark gave no result; see its output above.");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double score(IterationResult iteration, @Nullable String label) {
    var secondary = iteration.getSecondaryResults();
    Result<?> result = label == null ? iteration.getPrimaryResult() : secondary.get(label);
    if (result == null) {
      throw new IllegalStateException(
          "No result %s; there are %s."
              .formatted(label, Arrays.toString(secondary.keySet().toArray())));
    }
    return result.getScore();
  }
}
