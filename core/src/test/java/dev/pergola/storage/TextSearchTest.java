package dev.pergola.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TextSearchTest {

  /** Few letters, so that texts almost match everywhere; the answer is that of the platform. */
  @RepeatedTest(200)
  void findsWhatThePlatformFinds(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());

    for (int i = 0; i < 100; i++) {
      String text = text(random, random.nextInt(40));
      String part = text(random, random.nextInt(6));
      assertThat(new TextSearch(part).foundIn(text))
          .as("seed %d: '%s' in '%s'", seed.getCurrentRepetition(), part, text)
          .isEqualTo(text.contains(part));
    }
  }

  /** With the product of both lengths this would be a million times a million steps. */
  @Test
  void takesTimeLinearInBoth() {
    String text = "a".repeat(2_000_000);
    String part = "a".repeat(1_000_000) + "b";

    assertThat(new TextSearch(part).foundIn(text)).isFalse();
    assertThat(new TextSearch(part).foundIn(text + "b")).isTrue();

    String half = "a".repeat(500_000);
    assertThat(new TextSearch(half + "b" + half).foundIn(text)).isFalse();
    assertThat(new TextSearch(half + "b" + half).foundIn(text + "b" + half)).isTrue();
  }

  /** A text that lies between others in the same bytes is looked at alone. */
  @Test
  void looksNoFurtherThanTheText() {
    byte[] row = "xaby".getBytes(StandardCharsets.UTF_8);

    assertThat(new TextSearch("ab").test(row, 1, 2)).isTrue();
    assertThat(new TextSearch("xa").test(row, 1, 2)).isFalse();
    assertThat(new TextSearch("by").test(row, 1, 2)).isFalse();
    assertThat(new TextSearch("").test(row, 2, 0)).isTrue();
  }

  /** Letters of one, two and four bytes. */
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(
          random.nextInt(8) > 0
              ? "ab".charAt(random.nextInt(2))
              : "\u00e9\u00e8".charAt(random.nextInt(2)));
      if (random.nextInt(16) == 0) {
        text.append(random.nextBoolean() ? "\ud83d\ude00" : "\ud83d\ude01");
      }
    }
    return text.toString();
  }
}
