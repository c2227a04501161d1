package dev.pergola.internal.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.request.Limits;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrescanTest {

  private static final Limits LIMITS = Limits.defaults();

  static Stream<Arguments> tooMuch() {
    return Stream.of(
        refused("characters", "# " + "x".repeat(102_400), "102400 characters"),
        refused("tokens", "{" + " a".repeat(10_001) + "}", "10000 tokens"),
        refused("punctuation tokens", "{a(b:" + "!".repeat(10_001) + ")}", "10000 tokens"),
        refused("braces", "{a".repeat(121), "120 brackets"),
        refused("list brackets", "{a(b:" + "[".repeat(20_000), "120 brackets"),
        refused("parentheses", "(".repeat(121), "120 brackets"),
        refused("mixed brackets", "{[(".repeat(41), "120 brackets"),
        refused("digits", "{a(b:" + "7".repeat(401) + ")}", "400 digits"),
        refused("digits after a point", "{a(b:1." + "7".repeat(401) + ")}", "400 digits"),
        refused("digits of an exponent", "{a(b:1e" + "7".repeat(401) + ")}", "400 digits"),
        refused("negative digits", "{a(b:-" + "7".repeat(401) + ")}", "400 digits"),
        refused("digits of several parts", "{a(b:-1." + "7".repeat(399) + "e7)}", "400 digits"),
        refused("what only looks like one", "{a(b:1" + "-".repeat(404) + ")}", "400 digits"),
        refused("a name", "{" + "n".repeat(256) + "}", "255 characters"),
        refused("fragments", "fragment a on B{c}".repeat(101), "100 fragments"),
        refused("operations", "{a}".repeat(151), "50 operations"),
        refused(
            "lines of a block string",
            "{a(b:\"\"\"" + "\n".repeat(10_001) + "\"\"\")}",
            "10000 tokens"),
        refused("brackets after a string", "{a(b:\"x\")" + "{a".repeat(120), "120 brackets"),
        refused("brackets after an open string", "\"x\n" + "{".repeat(121), "120 brackets"));
  }

  static Stream<Arguments> fine() {
    return Stream.of(
        Arguments.of(Named.of("brackets in a string", "{a(b:\"" + "[".repeat(500) + "\")}")),
        Arguments.of(
            Named.of("brackets in a block string", "{a(b:\"\"\"" + "[\"".repeat(500) + "\"\"\")}")),
        Arguments.of(Named.of("an escaped quote", "{a(b:\"\\\"" + "[".repeat(500) + "\")}")),
        Arguments.of(
            Named.of("escaped block quotes", "{a(b:\"\"\"\\\"\"\"" + "[".repeat(500) + "\"\"\")}")),
        Arguments.of(Named.of("brackets in a comment", "#" + "[".repeat(500) + "\n{a}")),
        Arguments.of(Named.of("120 levels", "{a".repeat(120) + "}".repeat(120))),
        Arguments.of(Named.of("siblings", "{" + "a{b}".repeat(1_000) + "}")),
        Arguments.of(Named.of("a name of 255", "{" + "n".repeat(255) + "}")),
        Arguments.of(Named.of("400 digits", "{a(b:" + "7".repeat(400) + ")}")),
        Arguments.of(Named.of("400 digits and a sign", "{a(b:-" + "7".repeat(400) + ")}")),
        Arguments.of(Named.of("400 digits and all marks", "{a(b:-1." + "7".repeat(398) + "e-7)}")),
        Arguments.of(Named.of("nothing", "")));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void refusesWhatBreaksALimit(String document, String told) {
    assertThatThrownBy(() -> Prescan.check(document, LIMITS))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused ->
                org.assertj.core.api.Assertions.assertThat(refused.errors().get(0).message())
                    .contains(told));
  }

  @ParameterizedTest
  @MethodSource("fine")
  void takesWhatTheLexerWouldNotCount(String document) {
    assertThatCode(() -> Prescan.check(document, LIMITS)).doesNotThrowAnyException();
  }

  private static Arguments refused(String name, String document, String told) {
    return Arguments.of(Named.of(name, document), told);
  }
}
