package dev.pergola.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final JsonLimits LIMITS = JsonLimits.defaults();

  static Stream<Arguments> values() {
    return Stream.of(
        arguments("null", null),
        arguments("true", true),
        arguments(" \t\r\n false ", false),
        arguments("\"\"", ""),
        arguments("\"a\\u00e9\\n\\\\\\\"\"", "aé\n\\\""),
        arguments("\"\\ud83d\\ude00\"", "😀"),
        arguments("0", 0L),
        arguments("-0", 0L),
        arguments("9223372036854775807", Long.MAX_VALUE),
        arguments("-9223372036854775808", Long.MIN_VALUE),
        arguments("9223372036854775808", new BigDecimal("9223372036854775808")),
        arguments("-9223372036854775809", new BigDecimal("-9223372036854775809")),
        arguments("1.0", new BigDecimal("1.0")),
        arguments("1e400", new BigDecimal("1e400")),
        arguments("1E-0400", new BigDecimal("1e-400")),
        arguments("-2.5e+3", new BigDecimal("-2.5e3")),
        arguments("[]", List.of()),
        arguments("[1,[\"x\"],null]", Arrays.asList(1L, List.of("x"), null)),
        arguments("{}", Map.of()),
        arguments("{\"\\ud83d\\ude00\":1}", Map.of("😀", 1L)),
        arguments("{\"a\":{\"b\":[true]}}", Map.of("a", Map.of("b", List.of(true)))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsAValueFromTextAndFromBytes(String text, Object value) throws JsonException {
    assertThat(Json.parse(text, LIMITS)).isEqualTo(value);
    assertThat(Json.parse(text.getBytes(UTF_8), LIMITS)).isEqualTo(value);
  }

  @Test
  void keepsTheOrderOfMembersAndTheirNulls() throws JsonException {
    Object value = Json.parse("{\"z\":1,\"a\":null,\"m\":2}", LIMITS);

    assertThat(value).isInstanceOf(LinkedHashMap.class);
    assertThat(((Map<?, ?>) value).keySet().toString()).isEqualTo("[z, a, m]");
    assertThat(((Map<?, ?>) value).containsKey("a")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "unquoted",
        "{a:1}",
        "{'a':1}",
        "[1,]",
        "{\"a\":1,}",
        "[,1]",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\"}",
        "{1:1}",
        "[",
        "{",
        "[1}",
        "\"open",
        "\"tab\there\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "01",
        "-",
        ".5",
        "1.",
        "1e",
        "0x10",
        "nul",
        "True",
        "/* no */ 1",
        "1 // no",
        "# no\n1",
        "1 2",
        "{} {}",
        "null,",
        "123abc",
        "\u00a01",
        "\uFEFF1"
      })
  void refusesWhatIsNotOneJsonValue(String text) {
    assertRefused(text, "character|empty");
    assertRefused(text.getBytes(UTF_8), "character|empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":null,\"a\":null}",
        "[{\"x\":{\"a\":1,\"\\u0061\":2}}]"
      })
  void refusesAMemberGivenTwice(String text) {
    assertRefused(text, "member 'a' is there twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud83d\"", "\"\\ude00\\ud83d\"", "{\"\\ud83d\":1}"})
  void refusesHalfASurrogatePair(String text) {
    assertRefused(text, "half a surrogate pair|Not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22 FF 22", // never a byte of UTF-8
        "22 C0 AF 22", // '/' in two bytes
        "22 E0 80 AF 22", // '/' in three bytes
        "22 ED A0 80 22", // half a surrogate pair
        "22 F4 90 80 80 22", // above U+10FFFF
        "22 C3 22", // a byte is missing
        "22 80 22" // a byte too much
      })
  void refusesBytesThatAreNotUtf8(String hex) {
    byte[] bytes = new BigInteger(hex.replace(" ", ""), 16).toByteArray();

    assertRefused(bytes, "not valid UTF-8");
  }

  @Test
  void aReplacementCharacterThatWasSentIsText() throws JsonException {
    assertThat(Json.parse("\"\uFFFD\"".getBytes(UTF_8), LIMITS)).isEqualTo("\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
  void guessesNoOtherEncoding(String charset) {
    assertRefused("{\"a\":1}".getBytes(Charset.forName(charset)), "character|UTF-8");
    assertRefused("\"é\"".getBytes(StandardCharsets.ISO_8859_1), "UTF-8");
  }

  @Test
  void depthIsLimited() throws JsonException {
    assertThat(Json.parse("[".repeat(64) + "]".repeat(64), LIMITS)).isNotNull();
    assertRefused("[".repeat(65) + "]".repeat(65), "more than 64 levels");
    assertRefused("{\"a\":".repeat(65) + "1" + "}".repeat(65), "more than 64 levels");
    assertRefused("[".repeat(1_000_000), "more than 64 levels");
  }

  @Test
  void stringsAreLimited() throws JsonException {
    String longest = "x".repeat(1 << 20);

    assertThat(Json.parse('"' + longest + '"', LIMITS)).isEqualTo(longest);
    assertRefused("\"x" + longest + '"', "more than 1048576 characters");
    assertRefused("{\"x" + longest + "\":1}", "more than 1048576 characters");
  }

  @Test
  void numbersAreLimited() throws JsonException {
    assertThat(Json.parse("7".repeat(400), LIMITS)).isEqualTo(new BigDecimal("7".repeat(400)));
    assertRefused("7".repeat(401), "more than 400 characters");
    assertRefused("0." + "7".repeat(399), "more than 400 characters");
    assertRefused("7".repeat(1_000_000), "more than 400 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e401",
        "1e-401",
        "1E+401",
        "1e10000000",
        "-1.5e-99999999",
        "1e9999999999999999999999999999",
        "0e2147483648"
      })
  void exponentsAreLimited(String number) {
    assertRefused(number, "exponent beyond 400");
  }

  @Test
  void refusalsRepeatNoMoreThan64Characters() {
    String name = "n".repeat(5_000);
    String twice = "{\"%1$s\":1,\"%1$s\":2}".formatted(name);

    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse(twice, LIMITS))
        .satisfies(
            e -> assertThat(e.getMessage()).hasSizeLessThan(160).doesNotContain("n".repeat(65)));
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse("secret".repeat(50), LIMITS))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(100).doesNotContain("secret"));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments(null, "null"),
        arguments(true, "true"),
        arguments("a\"\\\n\u0001é😀</script>", "\"a\\\"\\\\\\n\\u0001é😀</script>\""),
        arguments(7, "7"),
        arguments(Long.MIN_VALUE, "-9223372036854775808"),
        arguments(1.5, "1.5"),
        arguments(1.5f, "1.5"),
        arguments(1e300, "1.0E300"),
        arguments(new BigDecimal("1E+400"), "1E+400"),
        arguments(new BigInteger("9223372036854775808"), "9223372036854775808"),
        arguments(Arrays.asList(1, null, List.of()), "[1,null,[]]"),
        arguments(Map.of("a", Map.of("b", List.of("c"))), "{\"a\":{\"b\":[\"c\"]}}"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesAValueCompactly(Object value, String text) {
    assertThat(Json.write(value)).isEqualTo(text);
    assertThat(new String(Json.writeBytes(value), UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsBackWhatItWrote(String text, Object value) throws JsonException {
    assertThat(Json.parse(Json.write(value), LIMITS)).isEqualTo(value);
  }

  @Test
  void writesHalfASurrogatePairAsAReplacementRatherThanThrow() {
    assertThat(new String(Json.writeBytes("a\uD83D"), UTF_8)).isEqualTo("\"a?\"");
  }

  @Test
  void refusesToWriteWhatHasNoForm() {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Float.POSITIVE_INFINITY));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new Object()));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Map.of(1, "x")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void limitsArePositive(int value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonLimits(value, 1, 1, 1))
        .withMessageContaining("maxDepth");
  }

  private static void assertRefused(String text, String messagePattern) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse(text, LIMITS))
        .satisfies(e -> assertThat(e.getMessage()).containsPattern(messagePattern));
  }

  private static void assertRefused(byte[] bytes, String messagePattern) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse(bytes, LIMITS))
        .satisfies(e -> assertThat(e.getMessage()).containsPattern(messagePattern));
  }
}
