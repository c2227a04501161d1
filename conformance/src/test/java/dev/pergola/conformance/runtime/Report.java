package dev.pergola.conformance.runtime;

import dev.pergola.conformance.runtime.Result.Status;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run tells: a line for each scenario that did not pass, then the counts.
 *
 * @param results one for each scenario
 */
record Report(List<Result> results) {

  Report {
    results = List.copyOf(results);
  }

  /** The lines, the counts last. */
  List<String> lines() {
    Stream<String> others =
        results.stream()
            .filter(result -> result.status() != Status.PASSED)
            .sorted((a, b) -> b.status().compareTo(a.status()))
            .map(Result::toString);
    return Stream.concat(others, Stream.of(closing())).toList();
  }

  /** How many scenarios ended this way. */
  long count(Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private String closing() {
    return Stream.of(Status.values())
        .map(status -> count(status) + " " + status.word())
        .collect(Collectors.joining(", ", "runtime: ", ""));
  }
}
