package dev.pergola.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.request.Limits;
import graphql.language.Document;
import graphql.parser.Parser;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentCheckTest {

  private static final String DIRECTIVE = " @d";

  static Stream<Arguments> tooMuch() {
    return Stream.of(
        refused("operations", operations(51), "The document has more than 50 operations."),
        refused("fragments", fragments(101), "The document has more than 100 fragments."),
        refused(
            "directives of a field",
            "{a" + DIRECTIVE.repeat(11) + "}",
            "More than 10 directives stand at one place."),
        refused(
            "directives of an operation",
            "query" + DIRECTIVE.repeat(11) + "{a}",
            "More than 10 directives stand at one place."),
        refused(
            "directives of a spread",
            "{...F" + DIRECTIVE.repeat(11) + "}",
            "More than 10 directives stand at one place."),
        refused(
            "directives of a variable",
            "query($v:Int" + DIRECTIVE.repeat(11) + "){a}",
            "More than 10 directives stand at one place."),
        refused("directives", places(21), "The document has more than 200 directives."));
  }

  static Stream<Arguments> fine() {
    return Stream.of(
        Arguments.of(Named.of("50 operations", operations(50))),
        Arguments.of(Named.of("100 fragments", fragments(100))),
        Arguments.of(Named.of("200 directives", places(20))));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void refusesWhatBreaksALimit(String document, String told) {
    assertThatThrownBy(() -> check(document))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> assertThat(refused.errors().get(0).message()).isEqualTo(told));
  }

  @ParameterizedTest
  @MethodSource("fine")
  void takesWhatDoesNot(String document) {
    assertThatCode(() -> check(document)).doesNotThrowAnyException();
  }

  private static void check(String text) {
    Document document = new Parser().parseDocument(text);
    DocumentCheck.check(document, Limits.defaults());
  }

  private static String operations(int count) {
    return repeated(count, "query Q%d{a} ");
  }

  private static String fragments(int count) {
    return repeated(count, "fragment F%d on T{a} ");
  }

  private static String places(int count) {
    return "{" + repeated(count, "f%d" + DIRECTIVE.repeat(10) + " ") + "}";
  }

  private static String repeated(int count, String text) {
    return IntStream.range(0, count).mapToObj(text::formatted).collect(Collectors.joining());
  }

  private static Arguments refused(String name, String document, String told) {
    return Arguments.of(Named.of(name, document), told);
  }
}
