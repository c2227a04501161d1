package dev.pergola.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void shortTextStaysAsItIs() {
    String text = "a".repeat(64);

    assertThat(Excerpt.of(text)).isSameAs(text);
  }

  @Test
  void longTextIsCutTo64Characters() {
    assertThat(Excerpt.of("a".repeat(65))).isEqualTo("a".repeat(63) + "…");
  }

  @Test
  void neverCutsASurrogatePairInTwo() {
    String text = "a".repeat(62) + "😀" + "b".repeat(10);

    assertThat(Excerpt.of(text)).isEqualTo("a".repeat(62) + "…");
  }
}
