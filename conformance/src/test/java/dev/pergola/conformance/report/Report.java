package dev.pergola.conformance.report;

import dev.pergola.conformance.report.Result.Status;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run tells: a line for each case that did not pass, with its differences below it, then the
 * counts.
 *
 * @param title what the closing line begins with
 * @param statuses what the closing line counts
 * @param results one for each case
 */
public record Report(String title, List<Status> statuses, List<Result> results) {

  public Report {
    statuses = List.copyOf(statuses);
    results = List.copyOf(results);
  }

  /** The lines, the counts last. */
  public List<String> lines() {
    Stream<String> others =
        results.stream()
            .filter(result -> result.status() != Status.PASSED)
            .sorted((a, b) -> b.status().compareTo(a.status()))
            .flatMap(Report::lines);
    return Stream.concat(others, Stream.of(closing())).toList();
  }

  /** How many cases ended this way. */
  public long count(Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private static Stream<String> lines(Result result) {
    Stream<String> differences = result.differences().stream().map(line -> "  " + line);
    return Stream.concat(Stream.of(result.toString()), differences);
  }

  private String closing() {
    return statuses.stream()
        .map(status -> count(status) + " " + status.word())
        .collect(Collectors.joining(", ", title + ": ", ""));
  }
}
