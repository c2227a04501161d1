package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Result.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Every single place of every expectation counts: changed alone, it makes a right answer wrong. */
class ExpectationsTest {

  private static final JsonNode MISSING = MissingNode.getInstance();

  private record Answered(String scenario, Step.Request request, JsonNode answer) {}

  @Test
  void aChangeOfOnePlaceIsNoticed() {
    List<Answered> answered = answeredAsExpected();
    int changes = 0;

    for (Answered step : answered) {
      for (JsonNode data : Mutations.of(step.request().data())) {
        assertNoticed(step, data, step.request().errors());
        changes++;
      }
      for (JsonNode errors : changedErrors(step.request().errors())) {
        assertNoticed(step, step.request().data(), errors);
        changes++;
      }
    }

    assertThat(answered).hasSizeGreaterThan(100);
    assertThat(changes).isGreaterThan(5 * answered.size());
  }

  private static List<JsonNode> changedErrors(JsonNode errors) {
    return errors.isMissingNode() ? List.of(Json.read("[{}]")) : Mutations.of(errors);
  }

  private static void assertNoticed(Answered step, JsonNode data, JsonNode errors) {
    Step.Request changed =
        new Step.Request(
            step.request().caller(),
            step.request().query(),
            MISSING,
            data,
            errors,
            Map.of(),
            Map.of());
    assertThat(StepRunner.judge(changed, step.answer()))
        .as("%s, %s with data %s and errors %s", step.scenario(), step.request(), data, errors)
        .isPresent();
  }

  private static List<Answered> answeredAsExpected() {
    List<Answered> all = new ArrayList<>();
    for (JsonNode scenario : Scenarios.in(Corpus.OWN)) {
      List<Answered> steps = new ArrayList<>();
      String id = scenario.path("id").asString();
      ScenarioRunner runner =
          new ScenarioRunner(
              PergolaTarget.INSTANCE,
              (request, answer) -> steps.add(new Answered(id, request, answer)));
      if (runner.run(scenario).status() == Status.PASSED) {
        all.addAll(steps);
      }
    }
    return all;
  }
}
