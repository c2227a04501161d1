package dev.pergola.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Report;
import dev.pergola.conformance.report.Result.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the cases of one kind are: kept here, or in a file that {@code -Dconformance.KIND} names.
 *
 * @param outside whether they are not ours, so that some of them may want what is not there
 */
record CorpusFile(Path path, boolean outside) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path FOLDER = Path.of("security");

  /** The one that is kept under this name, unless another one is named. */
  static CorpusFile of(String kind, String kept) {
    String named = System.getProperty("conformance." + kind, "");
    return named.isEmpty()
        ? new CorpusFile(FOLDER.resolve(kept), false)
        : new CorpusFile(given(named), true);
  }

  /** The cases, of which each has a line. */
  List<JsonNode> cases() {
    return cases(lines());
  }

  static List<JsonNode> cases(List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank()).map(MAPPER::readTree).toList();
  }

  List<String> lines() {
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints what came of the cases, and fails unless it is good. */
  void assertPassed(Report report) {
    report.lines().forEach(System.out::println);
    assertThat(report.count(Status.FAILED)).isZero();
    if (!outside) {
      assertThat(report.count(Status.NOT_SUPPORTED)).isZero();
    }
    assertThat(report.count(Status.PASSED)).isPositive();
  }

  /** A relative path is meant from where Maven was started: here, or one folder up. */
  private static Path given(String named) {
    Path here = Path.of(named);
    return Files.exists(here) ? here : Path.of("..").resolve(named);
  }
}
