package dev.pergola.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "é", "😀", "a😀b😀", "\uFFFF", "\u0000"})
  void textIsWellFormed(String text) {
    assertThat(WellFormed.test(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db", "😀\uD83D", "\uD83D😀"})
  void halfASurrogatePairIsNot(String text) {
    assertThat(WellFormed.test(text)).isFalse();
  }
}
