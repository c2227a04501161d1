package dev.pergola.internal.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.model.Scalar;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth table of the scalars that are texts of a format (spec: runtime A11). */
class TextScalarsTest {

  static Stream<Arguments> accepted() {
    return Stream.of(
            table(
                Scalar.DATE,
                "2024-02-29",
                "2000-02-29",
                "2023-12-31",
                "0000-01-01",
                "9999-12-31",
                "1970-01-01Z",
                "1970-01-01-07:00",
                "1970-01-01+05:30",
                "1970-01-01+05:30:15",
                "1970-01-01+18:00",
                "1970-01-01-18:00:00"),
            table(
                Scalar.TIME,
                "00:00",
                "23:59",
                "12:30:24",
                "12:30:24.5",
                "12:30:24.500",
                "12:30:24.123456789",
                "12:30Z",
                "12:30+05:30",
                "12:30:24-07:00",
                "12:30:24.500+05:30",
                "12:30:24.500+05:30:59"),
            table(
                Scalar.DATETIME,
                "2024-01-01T12:30Z",
                "2024-01-01T12:30:24Z",
                "2024-01-01T12:30:24.5Z",
                "2024-01-01T12:30:24.500Z",
                "2024-01-01T12:30:24.123456789Z",
                "2024-01-01T12:30:24.500+05:30",
                "2024-02-29T23:59:59-07:00:30",
                "2024-01-01T00:00-00:00"),
            table(
                Scalar.EMAIL,
                "user@example.com",
                "a@b",
                "first.last+tag@sub-domain.example.co",
                "!#$%&'*+/=?^_`{|}~-@x.y",
                "u@1.2.3.4",
                "x".repeat(64) + "@" + "y".repeat(63) + ".com"),
            table(
                Scalar.PHONE,
                "+12065550100",
                "2065550100",
                "206-555-0100",
                "1 206 555 0100",
                "+1 206-555-0100",
                "+44 20 7946 0958",
                "+49 30 123456"),
            table(
                Scalar.URL,
                "https://example.com/a?b=c",
                "http://example.com",
                "HTTP://example.com:8080/",
                "https://user@example.com/a/b#c",
                "https://[2001:db8::1]/",
                "https://example.com/?next=http://other.example//x",
                "https://example.com/caf%C3%A9",
                "https://example.com/é",
                "ftp://example.com/file",
                "mailto:example@example.com",
                "https://example.com/" + "a".repeat(2_063)),
            table(
                Scalar.IP_ADDRESS,
                "127.0.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "10.0.0.0/8",
                "0.0.0.0/0",
                "::/0",
                "192.168.1.1/32",
                "fe80::1",
                "::",
                "::1",
                "2001:0DB8:0000:0000:0000:0000:0000:0001",
                "2001:db8::/32",
                "::ffff:192.168.1.1"))
        .flatMap(table -> table);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
            table(
                Scalar.DATE,
                "",
                "2024-02-30",
                "2023-02-29",
                "1900-02-29",
                "2024-04-31",
                "2024-13-01",
                "2024-00-10",
                "2024-01-00",
                "2024-1-1",
                "24-01-01",
                "12024-01-01",
                "-2024-01-01",
                "+2024-01-01",
                "2024/01/01",
                "2024-01-01T00:00:00Z",
                "2024-01-01 ",
                " 2024-01-01",
                "2024-01-01\n",
                "2024-01-01z",
                "2024-01-01ZZ",
                "2024-01-01+5:30",
                "2024-01-01+0530",
                "2024-01-01+05",
                "2024-01-01+05:60",
                "2024-01-01+18:01",
                "2024-01-01+18:00:01",
                "2024-01-01+24:00",
                "2024-01-01+05:30:60",
                "2024-01-01+05:30:1",
                "2024-01-01+05:30:15.5",
                "2024-01-01 05:30",
                "２０２４-０１-０１", // full-width digits
                "२०२४-०१-०१", // Devanagari digits
                "2024‐01‐01", // the hyphen of Unicode
                "2024-01-0\u0661", // an Arabic digit at the end
                "2024-01-01\u0000",
                "today"),
            table(
                Scalar.TIME,
                "",
                "25:00",
                "24:00",
                "12:60",
                "12:30:60",
                "12",
                "12:",
                "12:3",
                "1:30",
                "12:30:",
                "12:30:2",
                "12:30:24.",
                "12:30:24.1234567890",
                "12:30.5",
                "12:30:24,5",
                "T12:30",
                "12:30 Z",
                "12:30z",
                "12:30:24.5z",
                "12:30PM",
                "-1:30",
                "1２:30",
                "12:30+25:00",
                "12:30\t"),
            table(
                Scalar.DATETIME,
                "",
                "2024-01-01",
                "2024-01-01Z",
                "2024-01-01T12:30:24",
                "2024-01-01T12:30",
                "2024-01-01 10:00:00Z",
                "2024-01-01t10:00:00Z",
                "2024-01-01T10:00:00z",
                "2023-13-01T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2024-01-01T24:00:00Z",
                "2024-01-01T23:59:60Z",
                "2024-01-01T23:59:60.000Z",
                "2024-01-01T23:59:59.000z",
                "2024-01-01T23:59:59,000Z",
                "2024-01-01T23:59:5a.000Z",
                "2024-01-01T23:59:59.0:0Z",
                "2024-01-01T12Z",
                "2024-01-01TZ",
                "2024-01-01T",
                "2024-01-01T12:30:24.Z",
                "2024-01-01T12:30:24.1234567890Z",
                "2024-01-01T12:30:24.5Z ",
                "2024-01-01T12:30:24Z[UTC]",
                "2024-01-01T12:30:24+05:30[Asia/Kolkata]",
                "2020-05-23T06:4:37.000Z",
                "20240101T123024Z",
                "1714521600"),
            table(
                Scalar.EMAIL,
                "",
                "nobody",
                "@",
                "@example.com",
                "user@",
                "user@@example.com",
                "a@b@c",
                "b@".repeat(3_000),
                "us er@example.com",
                "user@exa mple.com",
                " user@example.com",
                "user@example.com ",
                "user@example.com\n",
                "user\u0000@example.com",
                "user@.example.com",
                "user@example..com",
                "user@example.com.",
                "user@-example.com",
                "user@example-.com",
                "user@exam_ple.com",
                "user@[127.0.0.1]",
                "\"quoted\"@example.com",
                "Name <user@example.com>",
                "user,other@example.com",
                "usér@example.com",
                "user@exämple.com",
                "user@example.com\u2028",
                "x".repeat(65) + "@example.com",
                "x@" + "y".repeat(64) + ".com",
                "x@" + "y.".repeat(127) + "yy"),
            table(
                Scalar.PHONE,
                "",
                "abc",
                "+",
                "-",
                "   ",
                "1110004444",
                "555",
                "911",
                "5551234",
                "+1",
                "+999123456789",
                "++12065550100",
                "1+2065550100",
                "12065550100 ",
                " 12065550100",
                "+12065550100\n",
                "(206) 555-0100",
                "206.555.0100",
                "1-800-FLOWERS",
                "2065550100 x12",
                "2065550100;ext=5",
                "tel:+12065550100",
                "+१२०६५५५०१००",
                "+１２０６５５５０１００",
                "2065550100\u00a0",
                "5".repeat(5_000),
                "1 ".repeat(32)),
            table(
                Scalar.URL,
                "",
                "not a url",
                "example.com",
                "/relative",
                "//example.com/a",
                "?q",
                "http:",
                "http://",
                "http:///path",
                "https:path",
                "https:/path",
                "://example.com",
                "1http://example.com",
                "https://example.com//a",
                "https://example.com/a//b",
                "https://exa mple.com/",
                "https://example.com/ a",
                "https://example.com/\t",
                "https://example.com/\n",
                "https://example.com/\u0000",
                "https://example.com/\u00a0",
                "https://example.com/%zz",
                "https://example.com/<a>",
                "https://[::1",
                "https://[::g]/",
                "https://example.com/" + "a".repeat(2_064)),
            table(
                Scalar.IP_ADDRESS,
                "",
                "/",
                "/8",
                "*",
                "localhost",
                "example.com",
                "300.1.1.1",
                "256.0.0.1",
                "1.2.3",
                "1.2",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.0.0.01",
                "1.2.3.4.5",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/00",
                "1.2.3.4/08",
                "1.2.3.4/0/0",
                "::/00",
                "::/01",
                "1.2.3.4/08",
                "1.2.3.4/",
                "1.2.3.4/255.255.0.0",
                "1.2.3.4/8/8",
                "1.2.3.*",
                "1.2.3.4-5",
                "1.2.3.4:80",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4\n",
                "１.2.3.4",
                "١.2.3.4",
                ":",
                ":::",
                "1::2::3",
                "fe80::1%eth0",
                "[::1]",
                "2001:db8::/129",
                "2001:db8::g",
                "12345::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "::ffff:300.1.1.1",
                "1".repeat(10_000)))
        .flatMap(table -> table);
  }

  private static Stream<Arguments> table(Scalar scalar, String... texts) {
    return Arrays.stream(texts).map(text -> Arguments.of(scalar, text));
  }

  static Stream<Arguments> acceptedByForm() {
    return accepted().filter(row -> ScalarCodec.of((Scalar) row.get()[0]).form() != null);
  }

  /** Texts of a form are answered without being looked at once more. */
  @ParameterizedTest
  @MethodSource("acceptedByForm")
  void noFormTakesWhatJsonWritesInAnotherWay(Scalar scalar, String text) {
    TextForm form = Objects.requireNonNull(ScalarCodec.of(scalar).form());
    assertThat(form.fits(text)).isEqualTo(!text.contains("?"));
    for (int unit = 0; unit < 256; unit++) {
      if (unit < ' ' || unit == '"' || unit == '\\' || unit == '?' || unit > 126) {
        for (int at = 0; at <= text.length(); at++) {
          String odd = text.substring(0, at) + (char) unit + text.substring(at);
          assertThat(form.fits(odd)).as(odd).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void takesAndAnswersAsSent(Scalar scalar, String text) {
    Coercing<?, ?> coercing = AwsScalars.type(scalar).getCoercing();
    ScalarCodec codec = ScalarCodec.of(scalar);

    assertThat(parse(coercing, text)).isEqualTo(text);
    assertThat(parseLiteral(coercing, text)).isEqualTo(text);
    assertThat(codec.toStored(text)).isSameAs(text);
    assertThat(codec.toOutput(text)).isSameAs(text);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(Scalar scalar, String text) {
    Coercing<?, ?> coercing = AwsScalars.type(scalar).getCoercing();

    assertThatExceptionOfType(CoercingParseValueException.class)
        .isThrownBy(() -> parse(coercing, text))
        .satisfies(
            e -> assertThat(e.getMessage()).startsWith("Unable to parse `").hasSizeLessThan(120));
    assertThatExceptionOfType(CoercingParseLiteralException.class)
        .isThrownBy(() -> parseLiteral(coercing, text))
        .satisfies(
            e -> assertThat(e.getMessage()).startsWith("Unable to parse `").hasSizeLessThan(120));
  }

  @Test
  void halfASurrogatePairHasNoFormThoughThePlatformWritesAnAsciiCharacterForIt() {
    ScalarCodec email = ScalarCodec.of(Scalar.EMAIL);
    String half = "half\ud83d@example.com";
    byte[] asThePlatformWritesIt = half.getBytes(StandardCharsets.UTF_8);

    assertThat(asThePlatformWritesIt)
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("half?@example.com");
    assertThat(
            Objects.requireNonNull(email.form())
                .fits(asThePlatformWritesIt, 0, asThePlatformWritesIt.length))
        .isFalse();
    assertThatExceptionOfType(UnfitValueException.class).isThrownBy(() -> email.toOutput(half));
    assertThat(email.toOutput("half?@example.com")).isEqualTo("half?@example.com");
    assertThat(TextForm.ANY.fits("half\ud83d")).isTrue();
  }

  /** A cap on the length is what bounds the cost: beyond it no character is looked at. */
  @Test
  void longTextIsRefusedUnread() {
    List<String> read = new ArrayList<>();
    TextScalar scalar = new TextScalar("text", 5, read::add, read::add);

    assertThat(scalar.fromInput("12345")).isEqualTo("12345");
    assertThat(scalar.fromInput("123456")).isNull();
    assertThat(scalar.toOutput("54321")).isEqualTo("54321");
    assertThatExceptionOfType(UnfitValueException.class)
        .isThrownBy(() -> scalar.toOutput("654321"));
    assertThat(read).containsExactly("12345", "54321");
  }

  private static Object parse(Coercing<?, ?> coercing, Object value) {
    return coercing.parseValue(value, GraphQLContext.getDefault(), Locale.ROOT);
  }

  private static Object parseLiteral(Coercing<?, ?> coercing, String text) {
    return coercing.parseLiteral(
        StringValue.of(text),
        CoercedVariables.emptyVariables(),
        GraphQLContext.getDefault(),
        Locale.ROOT);
  }
}
