package dev.pergola.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pergola.conformance.report.Pins;
import dev.pergola.conformance.report.Report;
import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The run of the schemas: of the project's own copy, or of the folder that {@code
 * -Dconformance.schema} names.
 */
class SchemaConformanceTest {

  private static final String PROPERTY = "conformance.schema";
  private static final String OWN = "schema";

  private static Report report;

  @BeforeAll
  static void run() {
    List<Result> results = CaseFolder.in(PROPERTY, OWN).stream().map(SchemaRunner::run).toList();
    report =
        new Report("schema", List.of(Status.PASSED, Status.FAILED, Status.NOT_SUPPORTED), results);
    report.lines().forEach(System.out::println);
  }

  @Test
  void noCaseFails() {
    assertThat(report.count(Status.FAILED))
        .as("Failed cases; each difference stands above, a line for each")
        .isZero();
  }

  @Test
  void everyCaseOfTheOwnCopyEndsAsPinned() throws IOException {
    assumeThat(CaseFolder.given(PROPERTY)).as("The pins are of the own copy").isEmpty();

    Pins pins = Pins.read(Files.readAllLines(Path.of(OWN, "expected.txt")));

    assertThat(pins.differences(report.results())).isEmpty();
  }
}
