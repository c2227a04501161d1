package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pergola.auth.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of an Authorization value, before anything in it is believed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationValueTest {

  private TestPool pool;

  @BeforeAll
  void startPool() {
    pool = new TestPool(TestKey.create("k"));
  }

  @AfterAll
  void stopPool() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "bearer ", "BEARER ", "bEaReR "})
  void oneBearerPrefixMayStandBeforeTheToken(String prefix) {
    pool.assertAccepts(prefix + pool.token());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void valueOfAnotherFormIsUnreadable(String name, UnaryOperator<String> change) {
    pool.assertAccepts(pool.token());

    pool.assertRefuses(change.apply(pool.token()), Refusal.UNREADABLE);
  }

  static Stream<Arguments> valueOfAnotherFormIsUnreadable() {
    return Stream.of(
        form("empty", token -> ""),
        form("only the scheme", token -> "Bearer "),
        form("only the scheme, no space", token -> "Bearer"),
        form("two prefixes", token -> "Bearer Bearer " + token),
        form("two spaces", token -> "Bearer  " + token),
        form("tab after the scheme", token -> "Bearer\t" + token),
        form("colon after the scheme", token -> "Bearer: " + token),
        form("no space after the scheme", token -> "Bearer" + token),
        form("another scheme", token -> "Basic " + token),
        form("scheme that is no ASCII", token -> "Béarer " + token),
        form("API key scheme", token -> "ApiKey " + token),
        form("signature of AWS", token -> "AWS4-HMAC-SHA256 Credential=" + token),
        form("space before", token -> " " + token),
        form("space after", token -> token + " "),
        form("space inside", token -> token.replaceFirst("\\.", ". ")),
        form("line break after", token -> token + "\n"),
        form("line break inside", token -> token.replaceFirst("\\.", "\r\n.")),
        form("null character", token -> token + "\0"),
        form("two values", token -> token + "," + token),
        form("two values with space", token -> token + ", " + token),
        form("quoted", token -> '"' + token + '"'),
        form("two parts", token -> token.substring(0, token.lastIndexOf('.'))),
        form("four parts", token -> token + ".AAAA"),
        form("dot after", token -> token + "."),
        form("dot before", token -> "." + token),
        form("five parts, as an encrypted token has", token -> token + ".AAAA.AAAA"),
        form("only dots", token -> ".."),
        form("text", token -> "a.b.c"),
        form("empty header", token -> token.substring(token.indexOf('.'))),
        form("standard base64 letters", token -> token.substring(0, token.length() - 4) + "+/AA"),
        form("letters beyond ASCII", token -> token.substring(0, token.length() - 1) + "ä"));
  }

  private static Arguments form(String name, UnaryOperator<String> change) {
    return arguments(name, change);
  }

  @Test
  void paddingIsRefused() {
    String padded = padded(pool.token());

    pool.assertRefuses(padded, Refusal.UNREADABLE);
  }

  // The signature's 256 bytes leave two characters of padding.
  private static String padded(String token) {
    return token + "==";
  }

  @Test
  void everyBitOfTheSpellingCounts() {
    String token = pool.token();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    String sameBytes = token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);

    pool.assertAccepts(token);
    pool.assertRefuses(sameBytes, Refusal.UNREADABLE);
  }

  @Test
  void lengthIsJudgedBeforeAnythingElse() {
    String longest = "x".repeat(16_384);

    pool.assertRefuses(longest, Refusal.UNREADABLE);
    pool.assertRefuses(longest + "x", Refusal.DENIED);
  }

  @Test
  void lengthCountsTheWholeValue() {
    String token = pool.token();
    try (TestPool narrow = new TestPool(pool.key, settings -> settings.maxLength(token.length()))) {
      narrow.assertAccepts(token);
      narrow.assertRefuses("Bearer " + token, Refusal.DENIED);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void headerMustBeAStrictJsonObject(String header) {
    String token = pool.key.token(header, TestPool.json(pool.access()));

    pool.assertRefuses(token, Refusal.UNREADABLE);
  }

  static Stream<String> headerMustBeAStrictJsonObject() {
    return Stream.of(
        "",
        "x",
        "null",
        "\"RS256\"",
        "[]",
        "[{\"kid\":\"k\",\"alg\":\"RS256\"}]",
        "{\"kid\":\"k\",\"alg\":\"RS256\"",
        "{\"kid\":\"k\",\"alg\":\"RS256\"}}",
        "{\"kid\":\"k\",\"alg\":\"RS256\"}{}",
        "{\"kid\":\"k\",\"alg\":\"RS256\"} x",
        "{\"kid\":\"k\",\"alg\":\"RS256\",}",
        "{'kid':'k','alg':'RS256'}",
        "{kid:\"k\",alg:\"RS256\"}",
        "/**/{\"kid\":\"k\",\"alg\":\"RS256\"}",
        "\uFEFF{\"kid\":\"k\",\"alg\":\"RS256\"}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"alg\":\"RS256\"}",
        "{\"kid\":\"k\",\"alg\":\"none\",\"alg\":\"RS256\"}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"\\u0061lg\":\"RS256\"}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"x\":{\"y\":1,\"y\":1}}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"x\":\"\\ud800\"}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"x\":NaN}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"x\":01}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"x\":" + "[".repeat(70) + "]".repeat(70) + "}");
  }

  @Test
  void headerMustBeUtf8() {
    byte[] latin =
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"x\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = pool.key.header().getBytes(StandardCharsets.UTF_16BE);
    String payload = TestKey.encode(TestPool.json(pool.access()));

    pool.assertRefuses(pool.key.sign(Base64Url.encode(latin) + "." + payload), Refusal.UNREADABLE);
    pool.assertRefuses(pool.key.sign(Base64Url.encode(wide) + "." + payload), Refusal.UNREADABLE);
  }

  @Test
  void headerMayHaveFourKilobytes() {
    String payload = TestPool.json(pool.access());

    pool.assertAccepts(pool.key.token(headerOf(4096), payload));
    pool.assertRefuses(pool.key.token(headerOf(4097), payload), Refusal.DENIED);
  }

  private static String headerOf(int length) {
    String empty = "{\"kid\":\"k\",\"alg\":\"RS256\",\"x\":\"\"}";
    return empty.replace("\"\"", '"' + "x".repeat(length - empty.length()) + '"');
  }

  @Test
  void detailHoldsNothingOfTheToken() {
    String secret = "s3cr3t-payload";
    String forged =
        TestKey.create("k").token("{\"sub\":\"" + secret + "\",\"iss\":\"" + secret + "\"}");

    String detail = pool.assertRefuses(forged, Refusal.DENIED).detail();

    assertThat(detail).doesNotContain(secret).doesNotContain(forged.split("\\.")[1]);
  }
}
