package dev.pergola.conformance.runtime;

import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Runs scenarios, each against a backend of its own; whatever goes wrong is a result. */
final class ScenarioRunner {

  private final Target target;
  private final Observer observer;

  /** Runs against this target. */
  ScenarioRunner(Target target) {
    this(target, (request, answer) -> {});
  }

  /** Runs against this target and shows every answer to the observer. */
  ScenarioRunner(Target target, Observer observer) {
    this.target = target;
    this.observer = observer;
  }

  /** Runs one scenario. */
  Result run(JsonNode json) {
    String id = json.path("id").asString("(no id)");
    try {
      Optional<String> failure = failure(ScenarioReader.read(json));
      if (failure.isEmpty()) {
        return new Result(id, Status.PASSED, "");
      }
      boolean unsure = json.path("unsure").asBoolean(false);
      return new Result(id, unsure ? Status.UNSURE_FAILED : Status.FAILED, failure.get());
    } catch (NotSupportedException e) {
      return new Result(id, Status.NOT_SUPPORTED, message(e));
    } catch (MalformedScenarioException e) {
      return new Result(id, Status.FAILED, "the scenario breaks its format: " + message(e));
    }
  }

  private Optional<String> failure(Scenario scenario) {
    return scenario.schemaError().isPresent()
        ? acceptedSchema(scenario, scenario.schemaError().get())
        : firstFailedStep(scenario);
  }

  private Optional<String> acceptedSchema(Scenario scenario, JsonNode expected) {
    try (Target.Running running = target.start(scenario.sdl())) {
      return Optional.of("schema: expected %s, came no error".formatted(Json.show(expected)));
    } catch (NotSupportedException e) {
      throw e;
    } catch (RuntimeException e) {
      return SchemaErrorMatcher.matches(expected, message(e))
          ? Optional.empty()
          : Optional.of(
              "schema: expected error %s, came %s".formatted(Json.show(expected), message(e)));
    }
  }

  private Optional<String> firstFailedStep(Scenario scenario) {
    Target.Running started;
    try {
      started = target.start(scenario.sdl());
    } catch (NotSupportedException e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of("schema: expected no error, came " + message(e));
    }
    try (Target.Running running = started) {
      StepRunner steps = new StepRunner(running, scenario.identities(), observer);
      for (int i = 0; i < scenario.steps().size(); i++) {
        Optional<Mismatch> mismatch = scenario.steps().get(i).accept(steps);
        if (mismatch.isPresent()) {
          return Optional.of("step %d, %s".formatted(i + 1, mismatch.get()));
        }
      }
      return Optional.empty();
    }
  }

  private static String message(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Sees every answer to a request step before it is judged. */
  @FunctionalInterface
  interface Observer {
    void answered(Step.Request request, JsonNode answer);
  }
}
