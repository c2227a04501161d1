package dev.pergola.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.request.Limits;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariableCheckTest {

  private static final Limits LIMITS =
      Limits.builder()
          .maxVariables(3)
          .maxVariableNodes(10)
          .maxVariableDepth(4)
          .maxItemBytes(9)
          .build();

  static Stream<Arguments> tooMuch() {
    return Stream.of(
        Arguments.of(named(4), "The request has more than 3 variables."),
        Arguments.of(
            Map.of("v", Collections.nCopies(10, "x")), "The variables hold more than 10 values."),
        Arguments.of(
            Map.of("v", List.of(Collections.nCopies(4, 1), Collections.nCopies(4, Map.of()))),
            "The variables hold more than 10 values."),
        Arguments.of(Map.of("v", nestedLists(5)), "The variables nest deeper than 4 levels."),
        Arguments.of(Map.of("v", nestedMaps(5)), "The variables nest deeper than 4 levels."),
        Arguments.of(
            Map.of("v", List.of("1234567890")),
            "A string in the variables has more than 9 characters."),
        Arguments.of(
            Map.of("v", Map.of("a", List.of("x\uD83D"))),
            "A string in the variables holds half a surrogate pair."));
  }

  static Stream<Map<String, Object>> fine() {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("v", null);
    return Stream.of(
        Map.of(),
        withNull,
        named(3),
        Map.of("v", Collections.nCopies(9, "x")),
        Map.of("v", nestedLists(4)),
        Map.of("v", nestedMaps(4)),
        Map.of("v", "123456789"),
        Map.of("v", "x\uD83D\uDE00"));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void refusesWhatBreaksALimit(Map<String, Object> variables, String told) {
    assertThatThrownBy(() -> VariableCheck.check(variables, LIMITS))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> assertThat(refused.errors().get(0).message()).isEqualTo(told));
  }

  @ParameterizedTest
  @MethodSource("fine")
  void takesWhatDoesNot(Map<String, Object> variables) {
    assertThatCode(() -> VariableCheck.check(variables, LIMITS)).doesNotThrowAnyException();
  }

  @Test
  void nestingThatWouldOverflowTheStackIsCounted() {
    Map<String, Object> deep = Map.of("v", nestedMaps(100_000));

    assertThatThrownBy(() -> VariableCheck.check(deep, Limits.defaults()))
        .isInstanceOf(RequestRefusedException.class);
  }

  @Test
  void aMapInsideItselfHasNoEnd() {
    Map<String, Object> loop = new HashMap<>();
    loop.put("again", loop);

    assertThatThrownBy(() -> VariableCheck.check(loop, Limits.defaults()))
        .isInstanceOf(RequestRefusedException.class);
  }

  private static Map<String, Object> named(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "v" + i, i -> i));
  }

  private static Object nestedLists(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = List.of(value);
    }
    return value;
  }

  private static Object nestedMaps(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = Collections.singletonMap("x", value);
    }
    return value;
  }
}
