package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Refusal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of a token at 1000.5 seconds, with a minute of skew. */
class TokenTimesTest {

  private final TokenTimes times =
      new TokenTimes(
          Clock.fixed(Instant.ofEpochSecond(1000, 500_000_000), ZoneOffset.UTC),
          Duration.ofSeconds(60),
          List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "941",
        "1000",
        "1001",
        "9007199254740991",
        "9223372036854775747",
        "9223372036854775748",
        "9223372036854775807",
        "9223372036854775808",
        "100000000000000000000000000"
      })
  void expiryWithinTheSkewOrLaterIsGood(String expiry) throws Exception {
    Instant end = times.check(claims("{\"exp\":" + expiry + "}"));

    assertThat(times.end(end)).isAfter(times.clock().instant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "940",
        "0",
        "-1",
        "-0",
        "-9223372036854775748",
        "-9223372036854775749",
        "-9223372036854775808",
        "-9223372036854775809",
        "-100000000000000000000000000"
      })
  void expiryBeforeTheSkewIsPast(String expiry) {
    assertThatThrownBy(() -> times.check(claims("{\"exp\":" + expiry + "}")))
        .isInstanceOf(TokenRefusedException.class)
        .hasMessage("exp is past, or the token is too old");
  }

  @ParameterizedTest
  @CsvSource({
    "nbf, 1060, true",
    "nbf, 1061, false",
    "nbf, -9223372036854775808, true",
    "nbf, 9223372036854775807, false",
    "nbf, 9223372036854775808, false",
    "nbf, 18446744073709551616, false",
    "iat, 1060, true",
    "iat, 1061, false",
    "iat, -9223372036854775809, true",
    "iat, 9223372036854775807, false",
    "iat, 9223372036854775800, false",
    "iat, 18446744073709551616, false"
  })
  void tokenMustHaveStarted(String claim, String seconds, boolean good) throws Exception {
    Map<String, @Nullable Object> claims =
        claims("{\"exp\":2000,\"%s\":%s}".formatted(claim, seconds));

    if (good) {
      assertThat(times.check(claims)).isEqualTo(Instant.ofEpochSecond(2000));
    } else {
      assertThatThrownBy(() -> times.check(claims))
          .isInstanceOf(TokenRefusedException.class)
          .hasMessage(claim + " is in the future");
    }
  }

  /** A token may be 100 seconds old, and its user may have signed in 500 seconds ago. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'exp':2000,'iat':1000,'auth_time':900    | 1100
          'exp':1050,'iat':1000,'auth_time':900    | 1050
          'exp':2000,'iat':1060,'auth_time':600    | 1100
          'exp':2000,'iat':841,'auth_time':900     | 941
          'exp':2000,'iat':1000,'auth_time':441    | 941
          'exp':2000,'iat':840,'auth_time':900     | EXPIRED
          'exp':2000,'iat':1000,'auth_time':440    | EXPIRED
          'exp':2000,'iat':-100000000000000000000000000,'auth_time':900 | EXPIRED
          'exp':2000,'auth_time':900               | DENIED
          'exp':2000,'iat':1000                    | DENIED
          'exp':2000,'iat':'1000','auth_time':900  | DENIED
          'exp':2000,'iat':1000,'auth_time':null   | DENIED
          'exp':2000,'iat':1000,'auth_time':900.0  | DENIED
          'exp':2000,'iat':1000,'auth_time':1061   | DENIED
          """)
  void aTokenIsNoOlderThanItMayBe(String members, String expected) throws Exception {
    TokenTimes young =
        new TokenTimes(
            times.clock(),
            times.skew(),
            List.of(
                new TokenAge("iat", Duration.ofSeconds(100)),
                new TokenAge("auth_time", Duration.ofSeconds(500))));
    Map<String, @Nullable Object> claims = claims("{" + members.replace('\'', '"') + "}");

    if (expected.matches("\\d+")) {
      assertThat(young.check(claims)).isEqualTo(Instant.ofEpochSecond(Long.parseLong(expected)));
    } else {
      assertThatThrownBy(() -> young.check(claims))
          .isInstanceOfSatisfying(
              TokenRefusedException.class,
              refused ->
                  assertThat(((Authentication.Refused) refused.toAuthentication()).reason())
                      .isEqualTo(Refusal.valueOf(expected)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000", "9223372036854775807"})
  void startIsToldBeforeExpiry(String start) {
    assertThatThrownBy(() -> times.check(claims("{\"exp\":1,\"nbf\":" + start + "1}")))
        .hasMessage("nbf is in the future");
  }

  @ParameterizedTest
  @CsvSource({
    "2000, 2060",
    "31556889864403199, 31556889864403199",
    "31556889864403139, 31556889864403199"
  })
  void endIsExpiryAndSkewUpToTheLastInstant(long expiry, long end) {
    assertThat(times.end(Instant.ofEpochSecond(expiry)).getEpochSecond()).isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 60, 600})
  void skewMovesBothEnds(long skew) throws Exception {
    TokenTimes skewed = new TokenTimes(times.clock(), Duration.ofSeconds(skew), List.of());

    assertThat(skewed.check(Map.of("exp", 1001 - skew, "nbf", 1000 + skew))).isNotNull();
    assertThatThrownBy(() -> skewed.check(Map.of("exp", 1000 - skew)))
        .isInstanceOf(TokenRefusedException.class);
    assertThatThrownBy(() -> skewed.check(Map.of("exp", 5000L, "nbf", 1001 + skew)))
        .isInstanceOf(TokenRefusedException.class);
    assertThat(skewed.check(Map.of("exp", BigInteger.TWO.pow(70)))).isNotNull();
  }

  private static Map<String, @Nullable Object> claims(String json) throws MalformedJsonException {
    return StrictJson.object(json.getBytes(StandardCharsets.UTF_8));
  }
}
