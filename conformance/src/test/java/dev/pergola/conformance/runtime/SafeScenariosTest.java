package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Where {@code Behavior.SAFE} goes another way than the original about who may do what: every such
 * row of docs/behavior.md has a scenario in the folder {@code safe}. Each holds in {@code SAFE} and
 * fails in {@code APPSYNC}; those tagged {@code both} are where neither follows the original.
 */
class SafeScenariosTest {

  private static final ScenarioRunner SAFE = new ScenarioRunner(PergolaTarget.SAFE);
  private static final ScenarioRunner APPSYNC = new ScenarioRunner(PergolaTarget.INSTANCE);

  @TestFactory
  Stream<DynamicTest> holdsByDefault() {
    return Scenarios.in(Corpus.SAFE).stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    name(scenario),
                    () ->
                        assertThat(SAFE.run(scenario))
                            .isEqualTo(new Result(id(scenario), Status.PASSED, ""))));
  }

  @TestFactory
  Stream<DynamicTest> isADifferenceUnlessTheContractHasItInBoth() {
    Map<JsonNode, CompletableFuture<Result>> runs = new LinkedHashMap<>();
    for (JsonNode scenario : Scenarios.in(Corpus.SAFE)) {
      runs.put(scenario, begun(scenario));
    }
    return runs.entrySet().stream()
        .map(
            run ->
                DynamicTest.dynamicTest(
                    name(run.getKey()),
                    () ->
                        assertThat(run.getValue().join().status())
                            .isEqualTo(inBoth(run.getKey()) ? Status.PASSED : Status.FAILED)));
  }

  /** Some wait long for events that do not come: nobody is to wait for them in turn. */
  private static CompletableFuture<Result> begun(JsonNode scenario) {
    return CompletableFuture.supplyAsync(
        () -> APPSYNC.run(scenario), run -> new Thread(run, id(scenario)).start());
  }

  private static boolean inBoth(JsonNode scenario) {
    return scenario.path("tags").valueStream().anyMatch(tag -> tag.asString("").equals("both"));
  }

  private static String id(JsonNode scenario) {
    return scenario.path("id").asString("");
  }

  private static String name(JsonNode scenario) {
    return "%s: %s".formatted(id(scenario), scenario.path("title").asString(""));
  }
}
