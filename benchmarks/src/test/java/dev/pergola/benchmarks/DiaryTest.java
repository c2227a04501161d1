package dev.pergola.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The lists whose costs are held against each other are the same. */
class DiaryTest {

  @Test
  void everyRuleGivesTheSameList() {
    String expected = list(Diary.Rule.STATIC);

    assertThat(expected).contains("post-0000099").doesNotContain("\"errors\"", "post-0000100");
    for (Diary.Rule rule : Diary.Rule.values()) {
      assertThat(list(rule)).isEqualTo(expected);
    }
  }

  private static String list(Diary.Rule rule) {
    try (Diary diary = Diary.of(rule, 150)) {
      return new String(diary.list(Diary.LIST), StandardCharsets.UTF_8);
    }
  }
}
