package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Result.Status;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * The scenarios are worth running: whatever single thing a backend does wrong, one of them fails.
 */
class FaultTest {

  private static final List<JsonNode> SCENARIOS = Scenarios.in(Corpus.OWN);

  @ParameterizedTest
  @EnumSource(Fault.class)
  void someScenarioCatches(Fault fault) {
    ScenarioRunner runner = new ScenarioRunner(fault.in(PergolaTarget.INSTANCE));

    assertThat(SCENARIOS).anyMatch(scenario -> runner.run(scenario).status() == Status.FAILED);
  }
}
