package dev.pergola.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTest {

  @Test
  void leavesAnOrdinaryMessageAlone() {
    String message = "Field 'nope' in type 'Todo' is undefined @ 'listTodos/items/nope'";

    assertThat(Messages.cut(message)).isEqualTo(message);
  }

  @Test
  void cutsALongName() {
    String cut = Messages.cut("Field '" + "n".repeat(100_000) + "' is undefined");

    assertThat(cut).isEqualTo("Field '" + "n".repeat(64) + "…' is undefined");
  }

  @Test
  void cutsALongQuotedValueOfManyWords() {
    String cut = Messages.cut("value '" + "no word ".repeat(1_000) + "' is bad");

    assertThat(cut).hasSizeLessThan(100).startsWith("value 'no word").endsWith("' is bad");
  }

  @Test
  void neverCutsASurrogatePairAndKeepsNoHalfOfOne() {
    assertThat(Messages.cut("'" + "\uD83D\uDE00".repeat(100) + "'"))
        .isEqualTo("'" + "\uD83D\uDE00".repeat(64) + "…'");
    assertThat(Messages.cut("a\uD83Db\uDE00")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void cutsALongMessage() {
    assertThat(Messages.cut("a b ".repeat(10_000))).hasSize(513).endsWith("…");
  }
}
