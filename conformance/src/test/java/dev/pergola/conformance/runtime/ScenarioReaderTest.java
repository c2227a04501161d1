package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {

  @Test
  void readsIdentitiesOfEveryModeThatExists() {
    Scenario scenario =
        read(
            """
            "identities": {
              "alice": {"mode": "userPool", "claims": {"sub": "s", "cognito:groups": ["A"]}},
              "oscar": {"mode": "oidc", "claims": {"sub": "o", "age": 3}},
              "key": {"mode": "apiKey"},
              "iam": {"mode": "iam"},
              "guest": {"mode": "identityPool", "authenticated": false}
            },
            "steps": []
            """);

    assertThat(scenario.identities())
        .containsEntry(
            "alice",
            Identity.userPool(Claims.of(Map.of("sub", "s", "cognito:groups", List.of("A")))))
        .containsEntry("oscar", Identity.oidc(Claims.of(Map.of("sub", "o", "age", 3))))
        .containsEntry("iam", Identity.admin())
        .hasSize(5);
    assertThat(scenario.identities().get("key")).isInstanceOf(Identity.ApiKeyHolder.class);
    assertThat(scenario.identities().get("guest"))
        .isInstanceOfSatisfying(
            Identity.IdentityPool.class, guest -> assertThat(guest.authenticated()).isFalse());
  }

  @Test
  void readsEveryKindOfStep() {
    Scenario scenario =
        read(
            """
            "steps": [
              {"as": "a", "request": {"query": "q", "variables": {"x": 1}},
               "expect": {"data": null, "errors": [{}]}, "capture": {"id": "data.id"}},
              {"as": "a", "repeat": {"count": 3, "query": "q", "indexVariable": "i"}},
              {"as": "a", "paginate": {"query": "q", "field": "list"}, "expect": {"minPages": 2}},
              {"http": {"method": "POST", "headers": {"h": "v"}, "body": "b"},
               "expect": {"status": 400}}
            ]
            """);

    assertThat(scenario.steps())
        .extracting(step -> step.getClass().getSimpleName())
        .containsExactly("Request", "Repeat", "Paginate", "Http");
    Step.Request request = (Step.Request) scenario.steps().get(0);
    assertThat(request.data().isNull()).isTrue();
    assertThat(request.errors()).hasSize(1);
    assertThat(request.captures()).containsEntry("id", "data.id");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "steps": [{"as": "a", "request": {"query": "q"}, "handler": {"f": {"x": 1}}}] | 'x' in step 1.handler.f
          "steps": [{"wait": 1}]                                        | a step of wait
          "steps": [{"as": "a", "request": {"query": "q", "op": 1}}]    | 'op' in step 1.request
          "steps": [{"as": "a", "request": {"query": "q"}, "x": 1}]     | 'x' in step 1
          "steps": [{"http": {}, "expect": {"headers": {}}}]            | 'headers' in step 1.expect
          "settings": {}, "steps": []                                   | 'settings' in scenario
          """)
  void namesWhatItDoesNotKnowInsteadOfSkippingIt(String members, String reason) {
    assertThatExceptionOfType(NotSupportedException.class)
        .isThrownBy(() -> read(members))
        .withMessage(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "title": "neither"                                            | 'steps' or 'schemaError'
          "steps": [], "schemaError": "x"                               | both or neither
          "steps": [{"request": {"query": "q"}}]                        | step 1.as
          "steps": [{"as": "a", "request": {"query": 1}}]               | step 1.request.query is 1
          "steps": [{"as": "a", "repeat": {"query": "q", "indexVariable": "i"}}] | needs a 'count'
          "steps": [{"as": "a", "paginate": {"query": "q", "field": "f"}, "expect": {"maxPages": "2"}}] | step 1.expect.maxPages
          "steps": [1]                                                  | step 1 is 1
          "identities": {"x": {"mode": "magic"}}, "steps": []           | 'magic'
          """)
  void saysWhatIsMalformed(String members, String reason) {
    assertThatExceptionOfType(MalformedScenarioException.class)
        .isThrownBy(() -> read(members))
        .withMessageContaining(reason);
  }

  private static Scenario read(String members) {
    return ScenarioReader.read(
        Json.read("{\"id\": \"x\", \"schema\": {\"sdl\": \"type X\"}, %s}".formatted(members)));
  }
}
