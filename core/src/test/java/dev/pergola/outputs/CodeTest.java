package dev.pergola.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTest {

  @Test
  void aLiteralHoldsAnyText() {
    assertThat(Code.text("it's a \\ \"b\"\n\r\t\0"))
        .isEqualTo("'it\\'s a \\\\ \"b\"\\n\\r\\t\\u0000'");
  }

  @Test
  void lettersOfEveryLanguageStandAsTheyAre() {
    assertThat(Code.text("größe 価格 </script> ${x} `y`")).isEqualTo("'größe 価格 </script> ${x} `y`'");
  }

  @Test
  void whatMayEndALineOrHideIsEscaped() {
    assertThat(Code.text("a\u2028b\u2029c\u202ed\ufefff"))
        .isEqualTo("'a\\u2028b\\u2029c\\u202ed\\ufefff'");
    assertThat(Code.text("\ud83d\ude00 \ud83d")).isEqualTo("'\\ud83d\\ude00 \\ud83d'");
  }

  @Test
  void aTextThatTheOriginalCopiesIntoGraphqlIsEscapedForThatFirst() {
    assertThat(Code.pasted("^\\d+ \"x\"\n")).isEqualTo("'^\\\\\\\\d+ \\\\\"x\\\\\"\\\\u000a'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "caption | caption: 1",
        "default | default: 1",
        "class | class: 1",
        "constructor | constructor: 1",
        "_0 | _0: 1",
        "my-fn | 'my-fn': 1",
        "0a | '0a': 1",
        "__proto__ | ['__proto__']: 1"
      })
  void aPropertyMayHaveAnyName(String name, String property) {
    assertThat(Code.property(name, "1")).isEqualTo(property);
  }

  @Test
  void layoutNestsByTwoSpaces() {
    String inner = Code.object(List.of("x: 1"));

    assertThat(Code.chain("a", List.of("model(" + inner + ")", "done()")))
        .isEqualTo("a\n  .model({\n    x: 1,\n  })\n  .done()");
    assertThat(Code.list(List.of("one"))).isEqualTo("[one]");
    assertThat(Code.list(List.of("one", "two"))).isEqualTo("[\n  one,\n  two,\n]");
    assertThat(Code.object(List.of())).isEqualTo("{}");
  }
}
