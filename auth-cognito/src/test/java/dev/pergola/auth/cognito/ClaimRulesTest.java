package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Identity;
import dev.pergola.auth.Refusal;
import dev.pergola.model.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the payload of a token with a good signature must say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimRulesTest {

  private static final String ABSENT = "absent";

  private TestPool pool;

  @BeforeAll
  void startPool() {
    pool = new TestPool(TestKey.create("k"));
  }

  @AfterAll
  void stopPool() {
    pool.close();
  }

  @Test
  void accessTokenProvesItsUser() {
    Authentication answer = pool.authenticate(pool.token());

    assertThat(answer).isInstanceOf(Authentication.Accepted.class);
    Authentication.Accepted accepted = (Authentication.Accepted) answer;
    Identity.UserPool identity = (Identity.UserPool) accepted.identity();
    assertThat(identity.mode()).isEqualTo(Mode.USER_POOL).isEqualTo(pool.authenticator.mode());
    assertThat(identity.claims().text("sub")).hasValue(TestPool.SUBJECT);
    assertThat(identity.claims().text("username")).hasValue("dora");
    assertThat(identity.claims().value("exp")).isEqualTo(pool.time.epochSecond() + 900);
  }

  @Test
  void idTokenProvesItsUser() {
    pool.assertAccepts(pool.key.token(TestPool.json(pool.id())));
  }

  @Test
  void acceptedTokenEndsWhenItsTimeAndTheSkewAreOver() {
    Authentication.Accepted accepted = (Authentication.Accepted) pool.authenticate(pool.token());

    assertThat(accepted.expiresAt()).isEqualTo(pool.time.instant().plusSeconds(900 + 60));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void accessTokenWithAnotherClaimIsDenied(String claim, String value) {
    String token = pool.tokenWith(claim, value.equals(ABSENT) ? null : value);

    pool.assertRefuses(token, Refusal.DENIED);
  }

  static Stream<Arguments> accessTokenWithAnotherClaimIsDenied() {
    String iss = TestPool.ISSUER;
    return Stream.of(
            values(
                "iss",
                quoted(iss + "2"),
                quoted(iss + "/"),
                quoted(iss.toUpperCase(Locale.ROOT)),
                quoted(iss.substring(0, iss.length() - 1)),
                quoted(" " + iss),
                "[" + quoted(iss) + "]"),
            values(
                "client_id",
                quoted("client"),
                quoted("client-11"),
                quoted("CLIENT-1"),
                quoted(" client-1"),
                "[" + quoted("client-1") + "]",
                "{" + quoted("client-1") + ":1}"),
            values(
                "token_use",
                quoted("id"),
                quoted("refresh"),
                quoted("Access"),
                quoted("access "),
                quoted("access id"),
                "[" + quoted("access") + "]"),
            values("sub", "[" + quoted(TestPool.SUBJECT) + "]"),
            values(
                "exp",
                quoted("2000000000"),
                "1e10",
                "2000000000.0",
                "2000000000.5",
                "2E9",
                "[2000000000]",
                "false"),
            values("nbf", quoted("0"), "1.5"),
            values("iat", quoted("0"), "1.5"))
        .flatMap(arguments -> arguments)
        // An absent nbf or iat is no mistake; the other times of day are below.
        .filter(a -> !(List.of("nbf", "iat").contains(a.get()[0]) && a.get()[1].equals(ABSENT)));
  }

  /** These, and what no text claim and no time may be. */
  private static Stream<Arguments> values(String claim, String... values) {
    return Stream.concat(
            Stream.of(ABSENT, "null", "\"\"", "true", "[]", "{}"), Arrays.stream(values))
        .map(value -> arguments(claim, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "-1", "1.5"})
  void subjectThatIsANumberIsDenied(String number) {
    pool.assertRefuses(pool.tokenWith("sub", number), Refusal.DENIED);
  }

  @Test
  void audienceDoesNotHelpAnAccessToken() {
    Map<String, String> claims = TestPool.changed(pool.access(), "client_id", null);
    claims.put("aud", quoted(TestPool.CLIENT));

    pool.assertRefuses(pool.key.token(TestPool.json(claims)), Refusal.DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ABSENT,
        "null",
        "\"\"",
        "\"client\"",
        "1",
        "[]",
        "[\"client-1\"]",
        "{\"client-1\":1}",
        "[\"client-1\",\"other\"]"
      })
  void idTokenNeedsOneKnownAudience(String audience) {
    Map<String, String> claims =
        TestPool.changed(pool.id(), "aud", audience.equals(ABSENT) ? null : audience);

    pool.assertRefuses(pool.key.token(TestPool.json(claims)), Refusal.DENIED);
  }

  @Test
  void clientIdDoesNotHelpAnIdToken() {
    Map<String, String> claims = TestPool.changed(pool.id(), "aud", quoted("other"));
    claims.put("client_id", quoted(TestPool.CLIENT));

    pool.assertRefuses(pool.key.token(TestPool.json(claims)), Refusal.DENIED);
  }

  @Test
  void onlyTheKindsOfTokenThatAreNamedAreTaken() {
    try (TestPool access = new TestPool(pool.key, s -> s.tokenUse(TokenUse.ACCESS));
        TestPool id = new TestPool(pool.key, s -> s.tokenUse(TokenUse.ID))) {
      String accessToken = pool.token();
      String idToken = pool.key.token(TestPool.json(pool.id()));

      access.assertAccepts(accessToken);
      access.assertRefuses(idToken, Refusal.DENIED);
      id.assertAccepts(idToken);
      id.assertRefuses(accessToken, Refusal.DENIED);
    }
  }

  @Test
  void everyNamedClientIsTaken() {
    try (TestPool two = new TestPool(pool.key, s -> s.clientIds("a", "b"))) {
      two.assertAccepts(two.tokenWith("client_id", quoted("a")));
      two.assertAccepts(two.tokenWith("client_id", quoted("b")));
      two.assertRefuses(two.tokenWith("client_id", quoted("a,b")), Refusal.DENIED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"G1\"]", "\"G1\"", "null", "1", "[1]", "{\"a\":1}"})
  void groupsOfAnyKindAreHandedOnAsTheyStand(String groups) {
    Authentication answer = pool.authenticate(pool.tokenWith("cognito:groups", groups));

    assertThat(answer).isInstanceOf(Authentication.Accepted.class);
  }

  @Test
  void tokenWithTooManyGroupsIsDenied() {
    pool.assertAccepts(pool.tokenWith("cognito:groups", groups(500)));
    pool.assertRefuses(pool.tokenWith("cognito:groups", groups(501)), Refusal.DENIED);
  }

  @Test
  void tooManyGroupsInATextAreDeniedAlike() {
    pool.assertAccepts(pool.tokenWith("cognito:groups", asText(groups(500))));
    pool.assertRefuses(pool.tokenWith("cognito:groups", asText(groups(501))), Refusal.DENIED);
  }

  private static String groups(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> quoted("g" + i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String asText(String json) {
    return quoted(json.replace("\"", "\\\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void payloadMustBeAStrictJsonObject(String payload) {
    pool.assertRefuses(pool.key.token(payload), Refusal.UNREADABLE);
  }

  Stream<String> payloadMustBeAStrictJsonObject() {
    String good = TestPool.json(pool.access());
    return Stream.of(
        "",
        "null",
        "[" + good + "]",
        quoted(pool.token()),
        good + good,
        good + ",",
        good.substring(1),
        good.replaceFirst("\\{", "{\"sub\":\"x\","),
        good.replaceFirst("\\{", "{\"\\\\u0073ub\":\"x\","),
        good.replaceFirst("\\{", "{\"a\":{\"b\":1,\"b\":2},"),
        good.replaceFirst("\\{", "{\"a\":[{\"b\":1,\"b\":2}],"),
        good.replaceFirst("\\{", "{\"a\":\"\\\\ud83d\","),
        good.replaceFirst("\\{", "{\"\\\\udc00\":1,"),
        good.replaceFirst("\\{", "{\"a\":1e10000000,"),
        good.replaceFirst("\\{", "{\"a\":1e-10000000,"),
        good.replaceFirst("\\{", "{\"a\":" + "7".repeat(401) + ","),
        good.replaceFirst("\\{", "{\"a\":" + "[".repeat(200) + "]".repeat(200) + ","));
  }

  @Test
  void claimsKeepTheirJsonKinds() {
    String payload =
        TestPool.json(pool.access())
            .replaceFirst(
                "\\{",
                "{\"t\":\"\\\\ud83d\\\\ude00\",\"b\":true,\"z\":null,\"i\":1,\"h\":9223372036854775808,"
                    + "\"d\":1.50,\"l\":[1,\"x\"],\"o\":{\"p\":false},");

    Authentication.Accepted accepted =
        (Authentication.Accepted) pool.authenticate(pool.key.token(payload));

    Identity.UserPool identity = (Identity.UserPool) accepted.identity();
    assertThat(identity.claims().asMap())
        .containsEntry("t", "😀")
        .containsEntry("b", true)
        .containsEntry("z", null)
        .containsEntry("i", 1L)
        .containsEntry("h", new BigInteger("9223372036854775808"))
        .containsEntry("d", new BigDecimal("1.50"))
        .containsEntry("l", List.of(1L, "x"))
        .containsEntry("o", Map.of("p", false));
  }

  @Test
  void detailNamesAnotherIssuerOnOneShortLine() {
    String token = pool.tokenWith("iss", quoted("https://x\\r\\n" + "y".repeat(300)));

    String detail = pool.assertRefuses(token, Refusal.DENIED).detail();

    assertThat(detail).startsWith("iss is 'https://x??yyy").hasSizeLessThan(90);
  }

  @Test
  void detailNamesNoOtherClaim() {
    for (String claim : List.of("sub", "client_id", "token_use", "exp", "nbf", "iat")) {
      String detail =
          pool.assertRefuses(pool.tokenWith(claim, "[\"s3cr3t\"]"), Refusal.DENIED).detail();

      assertThat(detail).contains(claim).doesNotContain("s3cr3t");
    }
  }

  @Test
  void expiredTokenThatWasNeverGoodIsDenied() {
    Map<String, String> claims = TestPool.changed(pool.access(), "exp", "1");

    pool.assertRefuses(pool.key.token(TestPool.json(claims)), Refusal.EXPIRED);
    for (Map.Entry<String, String> other :
        Map.of("iss", quoted("x"), "client_id", quoted("x"), "sub", "1").entrySet()) {
      Map<String, String> neverGood =
          TestPool.changed(
              TestPool.changed(pool.access(), "exp", "1"), other.getKey(), other.getValue());
      pool.assertRefuses(pool.key.token(TestPool.json(neverGood)), Refusal.DENIED);
    }
    pool.assertRefuses(TestKey.create("k").token(TestPool.json(claims)), Refusal.DENIED);
  }

  @Test
  void tokenThatExpiresIsRefusedFromThenOn() {
    try (TestPool later = new TestPool(pool.key)) {
      String token = later.token();
      later.assertAccepts(token);

      later.advance(Duration.ofSeconds(959));
      later.assertAccepts(token);
      later.advance(Duration.ofSeconds(1));

      later.assertRefuses(token, Refusal.EXPIRED);
    }
  }

  private static String quoted(String text) {
    return TestPool.quoted(text);
  }
}
