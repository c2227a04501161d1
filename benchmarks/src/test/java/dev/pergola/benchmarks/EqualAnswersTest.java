package dev.pergola.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the benchmarks compare is the same work: their check runs with every build. */
class EqualAnswersTest {

  private static final int POSTS = 600;
  private static final int COMMENTS = 3;

  @ParameterizedTest
  @EnumSource
  void allSidesGiveTheSameBytes(Scenario scenario) {
    EqualAnswers.check(List.of(scenario), List.of(SideKind.values()), POSTS, COMMENTS);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerHoldsRecordsAndNoErrors(Scenario scenario) {
    try (Side side = SideKind.PERGOLA.open(POSTS, COMMENTS)) {
      String answer = new String(side.answer(scenario.asks(POSTS).get(1)), StandardCharsets.UTF_8);

      assertThat(answer).contains("\"caption\":").doesNotContain("\"errors\"");
    }
  }
}
