package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pergola.conformance.report.Pins;
import dev.pergola.conformance.report.Report;
import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The run itself: of the project's own copy, or of the folder that {@code -Dconformance.runtime}
 * names.
 */
class RuntimeScenariosTest {

  private static List<Result> results;

  @BeforeAll
  static void run() {
    ScenarioRunner runner = new ScenarioRunner(PergolaTarget.INSTANCE);
    results = Scenarios.in(Corpus.given().orElse(Corpus.OWN)).stream().map(runner::run).toList();
    report().lines().forEach(System.out::println);
  }

  @Test
  void noScenarioFails() {
    assertThat(report().count(Status.FAILED))
        .as("Failed scenarios; what was expected and what came stands above, a line for each")
        .isZero();
  }

  private static Report report() {
    return new Report("runtime", List.of(Status.values()), results);
  }

  @Test
  void everyScenarioOfTheOwnCopyEndsAsPinned() throws IOException {
    assumeThat(Corpus.given()).as("The pins are of the own copy").isEmpty();

    Pins pins = Pins.read(Files.readAllLines(Corpus.OWN.resolve("expected.txt")));

    assertThat(pins.differences(results)).isEmpty();
  }
}
