package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScenarioRunnerTest {

  private static final String PLACED =
      "\"locations\":[{\"line\":1,\"column\":1,\"sourceName\":null}]";

  @Test
  void passesWhenEveryStepIsAsExpected() {
    Result result =
        run(
            ScriptedTarget.always("{\"data\":{\"x\":1}}"),
            "{\"as\":\"a\",\"request\":{\"query\":\"q\"},\"expect\":{\"data\":{\"x\":1}}}");

    assertThat(result).isEqualTo(new Result("s", Status.PASSED, ""));
  }

  @Test
  void failsAtTheFirstStepThatIsNot() {
    Result result =
        run(
            ScriptedTarget.always("{\"data\":{\"x\":1}}"),
            "{\"as\":\"a\",\"request\":{\"query\":\"q\"},\"expect\":{\"data\":{\"x\":1}}}",
            "{\"as\":\"a\",\"request\":{\"query\":\"q\"},\"expect\":{\"data\":{\"x\":2}}}");

    assertThat(result)
        .isEqualTo(new Result("s", Status.FAILED, "step 2, data.x: expected 2, came 1"));
  }

  @Test
  void anUnsureScenarioFailsApart() {
    JsonNode scenario =
        Json.read("{\"id\":\"s\",\"schema\":{\"sdl\":\"\"},\"schemaError\":\"x\",\"unsure\":true}");

    assertThat(new ScenarioRunner(ScriptedTarget.always("{}")).run(scenario).status())
        .isEqualTo(Status.UNSURE_FAILED);
  }

  @Test
  void anErrorFailsAStepThatListsNone() {
    ScriptedTarget target =
        ScriptedTarget.always(
            "{\"data\":{\"x\":1},\"errors\":[{\"message\":\"m\"," + PLACED + "}]}");

    assertThat(run(target, "{\"as\":\"a\",\"request\":{\"query\":\"q\"},\"expect\":{}}").status())
        .isEqualTo(Status.FAILED);
    assertThat(run(target, "{\"as\":\"a\",\"request\":{\"query\":\"q\"}}").status())
        .isEqualTo(Status.FAILED);
  }

  @Test
  void nullDataIsNotMissingData() {
    String step = "{\"as\":\"a\",\"request\":{\"query\":\"q\"},\"expect\":{\"data\":null}}";

    assertThat(run(ScriptedTarget.always("{\"data\":null}"), step).status())
        .isEqualTo(Status.PASSED);
    assertThat(run(ScriptedTarget.always("{}"), step).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void theMapAndTheJsonOfAResponseMustAgree() {
    ScriptedTarget target =
        ScriptedTarget.of(
            request ->
                ScriptedTarget.answer("{\"data\":{\"x\":1}}", Map.of("data", Map.of("x", 2))));

    assertThat(run(target, "{\"as\":\"a\",\"request\":{\"query\":\"q\"}}").detail())
        .isEqualTo(
            "step 1, answer: expected toMap() equal to {\"data\":{\"x\":1}}, came {\"data\":{\"x\":2}}");
  }

  @Test
  void anExceptionOutOfTheBackendIsAFailure() {
    ScriptedTarget target =
        ScriptedTarget.of(
            request -> {
              throw new IllegalStateException("boom");
            });

    Result result = run(target, "{\"as\":\"a\",\"request\":{\"query\":\"q\"}}");

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.detail()).contains("boom");
  }

  @Test
  void carriesACapturedValueIntoLaterSteps() {
    List<String> asked = new ArrayList<>();
    ScriptedTarget target =
        ScriptedTarget.of(
            request -> {
              asked.add(request.query() + request.variables());
              return ScriptedTarget.answer("{\"data\":{\"id\":\"7\",\"n\":8}}");
            });

    Result result =
        run(
            target,
            "{\"as\":\"a\",\"request\":{\"query\":\"q\"},\"capture\":{\"id\":\"data.id\",\"n\":\"data.n\"}}",
            "{\"as\":\"a\",\"request\":{\"query\":\"get ${id} ${n}\",\"variables\":{\"v\":[\"${id}\"]}},"
                + "\"expect\":{\"data\":{\"id\":\"${id}\"}}}");

    assertThat(result.status()).isEqualTo(Status.PASSED);
    assertThat(asked).containsExactly("q{}", "get 7 8{v=[7]}");
  }

  @Test
  void aValueThatCanNotBeCapturedIsAFailure() {
    assertThat(
            run(
                    ScriptedTarget.always("{\"data\":{}}"),
                    "{\"as\":\"a\",\"request\":{\"query\":\"q\"},\"capture\":{\"id\":\"data.id\"}}")
                .detail())
        .isEqualTo("step 1, data.id: expected a value to capture, came nothing");
  }

  @Test
  void repeatsWithACountingVariable() {
    List<Object> seen = new ArrayList<>();
    ScriptedTarget target =
        ScriptedTarget.of(
            request -> {
              seen.add(request.variables().get("i"));
              return ScriptedTarget.answer("{\"data\":{}}");
            });

    run(target, "{\"as\":\"a\",\"repeat\":{\"count\":3,\"query\":\"q\",\"indexVariable\":\"i\"}}");

    assertThat(seen).containsExactly(0, 1, 2);
  }

  @Test
  void anErrorStopsARepetition() {
    assertThat(
            run(
                    ScriptedTarget.always("{\"data\":null,\"errors\":[{\"message\":\"m\"}]}"),
                    "{\"as\":\"a\",\"repeat\":{\"count\":3,\"query\":\"q\",\"indexVariable\":\"i\"}}")
                .status())
        .isEqualTo(Status.FAILED);
  }

  @Test
  void followsPagesToTheEndAndJudgesThemTogether() {
    String expect = "{\"items\":[1,2,3],\"minPages\":2,\"maxPages\":2,\"maxItemsPerPage\":2}";

    assertThat(paginate(expect, "[1,2]", "[3]")).isEqualTo(new Result("s", Status.PASSED, ""));
    assertThat(paginate(expect, "[1]", "[2]", "[3]").detail())
        .isEqualTo("step 1, pages: expected at most 2, came 3");
    assertThat(paginate(expect, "[1,2,3]").detail())
        .isEqualTo("step 1, pages: expected at least 2, came 1");
    assertThat(paginate(expect, "[1,2,3]", "[]").detail())
        .isEqualTo("step 1, items of a page: expected at most 2, came 3");
    assertThat(paginate(expect, "[1,2]", "[4]").detail())
        .isEqualTo("step 1, items of all pages.2: expected 3, came 4");
    assertThat(paginate(expect, "[1,2]", "null").detail())
        .isEqualTo("step 1, data.list.items: expected an array, came null");
  }

  @Test
  void aListThatNeverEndsIsAFailure() {
    ScriptedTarget target =
        ScriptedTarget.always("{\"data\":{\"list\":{\"items\":[],\"nextToken\":\"again\"}}}");

    assertThat(
            run(target, "{\"as\":\"a\",\"paginate\":{\"query\":\"q\",\"field\":\"list\"}}")
                .detail())
        .contains("null in the end");
  }

  @Test
  void sendsHttpAndPutsTheValidKeyIn() {
    String http = "\"http\":{\"headers\":{\"x-api-key\":\"${validApiKey}\"},\"body\":\"hi\"}";

    assertThat(
            run(
                    ScriptedTarget.always("{}"),
                    "{%s,\"expect\":{\"status\":200,\"json\":{\"key\":\"%s\",\"body\":\"hi\"}}}"
                        .formatted(http, Target.API_KEY))
                .status())
        .isEqualTo(Status.PASSED);
    assertThat(
            run(ScriptedTarget.always("{}"), "{%s,\"expect\":{\"status\":401}}".formatted(http))
                .detail())
        .startsWith("step 1, status: expected 401, came 200 with {");
    assertThat(
            run(
                    ScriptedTarget.always("{}"),
                    "{%s,\"expect\":{\"json\":{\"body\":\"ho\"}}}".formatted(http))
                .detail())
        .isEqualTo("step 1, json.body: expected \"ho\", came \"hi\"");
  }

  @Test
  void judgesARefusedSchemaByItsMessage() {
    assertThat(schemaError("refused", "\"has no fields\"")).isEqualTo(Status.PASSED);
    assertThat(schemaError("refused", "\"$regex:^Model 'X'\"")).isEqualTo(Status.PASSED);
    assertThat(schemaError("refused", "{\"message\":\"$contains:fields\"}"))
        .isEqualTo(Status.PASSED);
    assertThat(schemaError("refused", "\"duplicate\"")).isEqualTo(Status.FAILED);
    assertThat(schemaError("refused", "{\"message\":\"$prefix:fields\"}")).isEqualTo(Status.FAILED);
    assertThat(schemaError("fine", "\"has no fields\"")).isEqualTo(Status.FAILED);
  }

  @Test
  void aRefusedSchemaFailsAScenarioWithSteps() {
    JsonNode scenario = Json.read("{\"id\":\"s\",\"schema\":{\"sdl\":\"refused\"},\"steps\":[]}");

    assertThat(new ScenarioRunner(ScriptedTarget.always("{}")).run(scenario).toString())
        .isEqualTo("failed s: schema: expected no error, came Model 'X' has no fields.");
  }

  @Test
  void anUnknownCallerIsAFaultOfTheScenario() {
    assertThat(
            run(ScriptedTarget.always("{}"), "{\"as\":\"nobody\",\"request\":{\"query\":\"q\"}}")
                .detail())
        .isEqualTo("the scenario breaks its format: 'as' is 'nobody'; known callers: [a].");
  }

  private static Result paginate(String expect, String... pages) {
    ScriptedTarget target =
        ScriptedTarget.of(
            request -> {
              Object token = request.variables().get("t");
              int page = token == null ? 0 : Integer.parseInt((String) token);
              String next = page + 1 < pages.length ? "\"" + (page + 1) + "\"" : "null";
              return ScriptedTarget.answer(
                  "{\"data\":{\"list\":{\"items\":%s,\"nextToken\":%s}}}"
                      .formatted(pages[page], next));
            });
    return run(
        target,
        "{\"as\":\"a\",\"paginate\":{\"query\":\"q\",\"field\":\"list\"},\"expect\":%s}"
            .formatted(expect));
  }

  private static Status schemaError(String sdl, String expected) {
    JsonNode scenario =
        Json.read(
            "{\"id\":\"s\",\"schema\":{\"sdl\":\"%s\"},\"schemaError\":%s}"
                .formatted(sdl, expected));
    return new ScenarioRunner(ScriptedTarget.always("{}")).run(scenario).status();
  }

  private static Result run(Target target, String... steps) {
    String scenario =
        """
        {"id": "s", "schema": {"sdl": "fine"}, "identities": {"a": {"mode": "iam"}}, "steps": [%s]}
        """
            .formatted(String.join(",", steps));
    return new ScenarioRunner(target).run(Json.read(scenario));
  }
}
