package dev.pergola.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "why?", "é", "\u4e2d?", "\uD83D\uDE00", "?\uD83D\uDE00?"})
  void aTextIsWhatThePlatformMakesOfIt(String text) {
    assertThat(Utf8.of(text)).isEqualTo(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83D", "\uDE00\uD83D", "why?\uD83Dé\uD83D\uDE00"})
  void halfASurrogatePairIsNoQuestionMark(String text) {
    String expected =
        text.replaceAll("[\uD800-\uDBFF](?![\uDC00-\uDFFF])", "\uFFFD")
            .replaceAll("(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", "\uFFFD");

    assertThat(new String(Utf8.of(text), UTF_8)).isEqualTo(expected).contains("\uFFFD");
  }

  @Test
  void halfASurrogatePairIsFoundWhereverItStands() {
    for (int length = 1; length <= 20; length++) {
      for (int at = 0; at < length; at++) {
        String text = "x".repeat(at) + "\uD83D" + "x".repeat(length - at - 1);

        assertThat(new String(Utf8.of(text), UTF_8)).isEqualTo(text.replace('\uD83D', '\uFFFD'));
      }
    }
  }
}
