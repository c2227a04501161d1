package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the recorded scenarios tell of one type, mode or kind of key has to hold of the others: the
 * same stories with other schemas, by the words of the contract.
 */
class VariationsTest {

  private static final ScenarioRunner RUNNER = new ScenarioRunner(PergolaTarget.INSTANCE);

  @TestFactory
  Stream<DynamicTest> holdsAsTheContractHasIt() {
    return Scenarios.in(Corpus.VARIATIONS).stream()
        .map(
            scenario -> {
              String id = scenario.path("id").asString("");
              return DynamicTest.dynamicTest(
                  "%s: %s".formatted(id, scenario.path("title").asString("")),
                  () ->
                      assertThat(RUNNER.run(scenario))
                          .isEqualTo(new Result(id, Status.PASSED, "")));
            });
  }
}
