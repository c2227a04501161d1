package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class ErrorsMatcherTest {

  private static final JsonNode NONE = MissingNode.getInstance();
  private static final String PLACE = "[{\"line\":1,\"column\":3,\"sourceName\":null}]";

  @Test
  void noErrorsAreWhatAStepWithoutErrorsExpects() {
    assertThat(ErrorsMatcher.match(NONE, NONE)).isEmpty();
    assertThat(ErrorsMatcher.match(NONE, Json.read("[]"))).isEmpty();
    assertThat(ErrorsMatcher.match(Json.read("[]"), NONE)).isEmpty();
  }

  @Test
  void expectedErrorsThatAreNoArrayAreAFaultOfTheScenario() {
    assertThatThrownBy(() -> ErrorsMatcher.match(Json.read("\"$any\""), NONE))
        .isInstanceOf(MalformedScenarioException.class);
  }

  @Test
  void anErrorThatNobodyExpectsIsADifference() {
    assertThat(ErrorsMatcher.match(NONE, errors(error("a", PLACE))))
        .hasValueSatisfying(
            found -> assertThat(found.toString()).startsWith("errors: expected no errors, came 1"));
  }

  @Test
  void anErrorThatDoesNotComeIsADifference() {
    JsonNode expected = Json.read("[{\"message\":\"$any\"}]");

    assertThat(ErrorsMatcher.match(expected, NONE)).isPresent();
    assertThat(ErrorsMatcher.match(expected, Json.read("[]"))).isPresent();
    assertThat(ErrorsMatcher.match(expected, errors(error("a", PLACE), error("b", PLACE))))
        .isPresent();
  }

  @Test
  void eachListedMemberMustMatch() {
    JsonNode came = errors(error("a", PLACE));

    assertThat(ErrorsMatcher.match(Json.read("[{\"message\":\"a\"}]"), came)).isEmpty();
    assertThat(ErrorsMatcher.match(Json.read("[{\"message\":\"a\",\"path\":[\"p\"]}]"), came))
        .isEmpty();
    assertThat(ErrorsMatcher.match(Json.read("[{\"message\":\"b\"}]"), came))
        .contains(new Mismatch("errors.0.message", "\"b\"", "\"a\""));
    assertThat(ErrorsMatcher.match(Json.read("[{\"path\":[\"q\"]}]"), came)).isPresent();
    assertThat(ErrorsMatcher.match(Json.read("[{\"errorType\":null}]"), came)).isPresent();
  }

  @Test
  void errorsComeInAnyOrderButEachOnlyOnce() {
    JsonNode came = errors(error("a", PLACE), error("b", PLACE));

    assertThat(ErrorsMatcher.match(Json.read("[{\"message\":\"b\"},{\"message\":\"a\"}]"), came))
        .isEmpty();
    assertThat(ErrorsMatcher.match(Json.read("[{},{\"message\":\"a\"}]"), came)).isEmpty();
    assertThat(ErrorsMatcher.match(Json.read("[{\"message\":\"a\"},{\"message\":\"a\"}]"), came))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "[{\"line\":1,\"column\":1}]",
        "[{\"line\":0,\"column\":1,\"sourceName\":null}]",
        "[{\"line\":1,\"column\":-1,\"sourceName\":null}]",
        "[{\"line\":\"1\",\"column\":1,\"sourceName\":null}]",
        "[{\"line\":1,\"column\":1,\"sourceName\":\"x\"}]"
      })
  void anErrorOfAFieldHasItsPlace(String locations) {
    assertThat(ErrorsMatcher.match(Json.read("[{}]"), errors(error("a", locations))))
        .hasValueSatisfying(found -> assertThat(found.at()).isEqualTo("errors.0.locations"));
  }

  @Test
  void anErrorWithoutLocationsAtAllIsADifference() {
    assertThat(ErrorsMatcher.match(Json.read("[{}]"), Json.read("[{\"message\":\"a\"}]")))
        .hasValueSatisfying(found -> assertThat(found.came()).isEqualTo("nothing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cannot return null for non-nullable type: 'String' within parent 'Todo' (/getTodo/title)",
        "Can't serialize value (/getTodo/at) : Unable to serialize 'x' as a valid DateTime Object."
      })
  void anErrorOfAValueHasNullForItsPlace(String message) {
    assertThat(ErrorsMatcher.match(Json.read("[{}]"), errors(error(message, "null")))).isEmpty();
    assertThat(ErrorsMatcher.match(Json.read("[{}]"), errors(error(message, PLACE)))).isPresent();
    assertThat(
            ErrorsMatcher.match(
                Json.read("[{}]"), Json.read("[{\"message\":\"%s\"}]".formatted(message))))
        .isPresent();
  }

  @Test
  void anErrorOfVariablesMayHaveNoPlaceButOneOfTheDocumentHas() {
    String ofVariables = "{\"message\":\"%s\",\"path\":null,\"locations\":%s}";

    for (String message : List.of("The variables input contains a field name", "Variable 'd'")) {
      assertThat(
              ErrorsMatcher.match(
                  Json.read("[{}]"), errors(ofVariables.formatted(message, "null"))))
          .isEmpty();
      assertThat(
              ErrorsMatcher.match(Json.read("[{}]"), errors(ofVariables.formatted(message, PLACE))))
          .isEmpty();
      assertThat(
              ErrorsMatcher.match(Json.read("[{}]"), errors(ofVariables.formatted(message, "[]"))))
          .isPresent();
    }
    assertThat(
            ErrorsMatcher.match(
                Json.read("[{}]"),
                errors(ofVariables.formatted("Validation error of type X", "null"))))
        .isPresent();
  }

  @Test
  void anErrorWithoutMessageIsADifference() {
    assertThat(ErrorsMatcher.match(Json.read("[{}]"), Json.read("[{\"locations\":" + PLACE + "}]")))
        .hasValueSatisfying(found -> assertThat(found.at()).isEqualTo("errors.0.message"));
  }

  private static JsonNode errors(String... errors) {
    return Json.read("[" + String.join(",", errors) + "]");
  }

  private static String error(String message, String locations) {
    return "{\"message\":\"%s\",\"path\":[\"p\"],\"locations\":%s}".formatted(message, locations);
  }
}
