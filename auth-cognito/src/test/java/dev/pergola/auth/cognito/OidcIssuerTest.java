package dev.pergola.auth.cognito;

import static dev.pergola.auth.cognito.TestPool.changed;
import static dev.pergola.auth.cognito.TestPool.json;
import static dev.pergola.auth.cognito.TestPool.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Identity;
import dev.pergola.auth.Refusal;
import dev.pergola.model.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an OpenID Connect issuer that is no user pool. */
class OidcIssuerTest {

  private static final TestKey KEY = TestKey.create("k");
  private static final TestKey OTHER = TestKey.create("other");
  private static final String CLIENT = "web";

  private final TestTime time = new TestTime();
  private final JwksServer server = JwksServer.serving(KEY);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aTokenProvesItsUser() {
    try (OidcIssuer issuer = issuer(builder -> builder.jwksUri(server.uri()))) {
      Authentication answer = say(issuer, token("sub", quoted("u1")));

      assertThat(issuer.mode()).isEqualTo(Mode.OIDC);
      assertThat(answer)
          .isInstanceOfSatisfying(
              Authentication.Accepted.class,
              accepted -> {
                Identity.Oidc user = (Identity.Oidc) accepted.identity();
                assertThat(user.claims().text("sub")).hasValue("u1");
                assertThat(accepted.expiresAt())
                    .isEqualTo(time.instant().plus(Duration.ofSeconds(960)));
              });
      assertThat(server.discoveries()).isZero();
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          aud   | 'web'               | true
          aud   | 'mobile'            | true
          aud   | ['web']             | true
          aud   | 'webs'              | false
          aud   | ''                  | false
          aud   |                     | false
          aud   | null                | false
          aud   | 7                   | false
          aud   | []                  | false
          aud   | ['api']             | false
          aud   | ['web','api']       | false
          aud   | ['web',7]           | false
          aud   | {'web':true}        | false
          iss   | 'https://other'     | false
          iss   |                     | false
          iss   | null                | false
          sub   | ''                  | false
          sub   | 7                   | false
          sub   |                     | false
          exp   | null                | false
          exp   |                     | false
          token_use | 'anything'      | true
          """)
  void whatATokenMustSay(String claim, @Nullable String value, boolean good) {
    try (OidcIssuer issuer =
        issuer(builder -> builder.jwksUri(server.uri()).clientIds(CLIENT, "mobile"))) {
      String token = token(claim, value == null ? null : value.replace('\'', '"'));

      assertThat(say(issuer, token) instanceof Authentication.Accepted).isEqualTo(good);
    }
  }

  @ParameterizedTest(name = "aud {0}, azp {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ['web','api']  | 'web'   | true
          ['web','api']  | 'api'   | false
          ['web','api']  | ['web'] | false
          ['web']        | 'web'   | true
          ['web']        | 'api'   | false
          ['web']        | null    | false
          'web'          | 'api'   | true
          """)
  void aTokenForSeveralIsTakenFromTheOneItWasGivenTo(String aud, String azp, boolean good) {
    try (OidcIssuer issuer = issuer(builder -> builder.jwksUri(server.uri()))) {
      Map<String, String> claims = changed(claims(), "aud", aud.replace('\'', '"'));
      changed(claims, "azp", azp.replace('\'', '"'));

      assertThat(say(issuer, KEY.token(json(claims))) instanceof Authentication.Accepted)
          .isEqualTo(good);
    }
  }

  @Test
  void aKeyOfAnotherIssuerProvesNothing() {
    try (OidcIssuer issuer = issuer(builder -> builder.jwksUri(server.uri()))) {
      assertThat(say(issuer, OTHER.token(json(claims()))))
          .isInstanceOf(Authentication.Refused.class);
    }
  }

  @Test
  void aTokenGetsTooOldBeforeItsEnd() {
    try (OidcIssuer issuer =
        issuer(builder -> builder.jwksUri(server.uri()).maxAgeFromIssue(Duration.ofSeconds(100)))) {
      String token = KEY.token(json(claims()));
      assertThat(say(issuer, token))
          .isInstanceOfSatisfying(
              Authentication.Accepted.class,
              accepted ->
                  assertThat(accepted.expiresAt())
                      .isEqualTo(time.instant().plus(Duration.ofSeconds(155))));

      time.advance(Duration.ofSeconds(155));

      assertThat(say(issuer, token))
          .isInstanceOfSatisfying(
              Authentication.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Refusal.EXPIRED));
      assertThat(say(issuer, token("iat", null))).isInstanceOf(Authentication.Refused.class);
    }
  }

  @Test
  void aUserWhoSignedInLongAgoHasToSignInAgain() {
    try (OidcIssuer issuer =
        issuer(
            builder ->
                builder
                    .jwksUri(server.uri())
                    .maxAgeFromAuthentication(Duration.ofSeconds(3_600)))) {
      long now = time.epochSecond();

      assertThat(say(issuer, token("auth_time", String.valueOf(now - 3_500))))
          .isInstanceOf(Authentication.Accepted.class);
      assertThat(say(issuer, token("auth_time", String.valueOf(now - 3_660))))
          .isInstanceOf(Authentication.Refused.class);
      assertThat(say(issuer, token("auth_time", null))).isInstanceOf(Authentication.Refused.class);
    }
  }

  @Test
  void theIssuerIsAskedWhereItsKeysAre() {
    server.configure(configuration(address(), server.uri().toString()));
    try (OidcIssuer issuer = issuer(builder -> builder)) {
      assertThat(say(issuer, KEY.token(json(claims()))))
          .isInstanceOf(Authentication.Accepted.class);
      assertThat(say(issuer, token("sub", quoted("u2"))))
          .isInstanceOf(Authentication.Accepted.class);
      assertThat(server.discoveries()).isEqualTo(1);
    }
  }

  @Test
  void anIssuerWithAPathIsAskedBelowIt() {
    String[] asked = new String[1];
    String issuerOfTenant = address() + "/tenant/";
    server.configure(
        exchange -> {
          asked[0] = exchange.getRequestURI().getPath();
          configuration(issuerOfTenant, server.uri().toString()).to(exchange);
        });
    try (OidcIssuer issuer = issuer(builder -> builder.issuer(issuerOfTenant))) {
      String token = token("iss", quoted(issuerOfTenant));

      assertThat(say(issuer, token)).isInstanceOf(Authentication.Accepted.class);
      assertThat(asked[0]).isEqualTo("/tenant/.well-known/openid-configuration");
    }
  }

  @ParameterizedTest(name = "issuer {0}, keys {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          https://other.example  | KEYS
          ISSUER/                | KEYS
                                 | KEYS
          ISSUER                 | http://keys.example/jwks
          ISSUER                 | ftp://127.0.0.1/jwks
          ISSUER                 | file:///etc/passwd
          ISSUER                 | https://user:secret@keys.example/jwks
          ISSUER                 | jwks.json
          ISSUER                 | http:// no address
          ISSUER                 |
          """)
  void aConfigurationThatIsNotTheIssuersOwnOrNamesNoSafePlaceIsNotFollowed(
      @Nullable String named, @Nullable String keys) {
    String issuerNamed = named == null ? "" : named.replace("ISSUER", address());
    String place = keys == null ? "" : keys.replace("KEYS", server.uri().toString());
    server.configure(configuration(issuerNamed, place));
    try (OidcIssuer issuer = issuer(builder -> builder)) {
      assertThat(say(issuer, KEY.token(json(claims())))).isInstanceOf(Authentication.Refused.class);
      assertThat(server.fetches()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "{\"issuer\":1,\"issuer\":2}"})
  void aConfigurationThatIsNoneIsAFailureAndTriedAgain(String body) {
    server.configure(JwksServer.document(body));
    try (OidcIssuer issuer = issuer(builder -> builder)) {
      assertThat(say(issuer, KEY.token(json(claims())))).isInstanceOf(Authentication.Refused.class);

      server.configure(configuration(address(), server.uri().toString()));
      time.advance(Duration.ofSeconds(1));

      assertThat(say(issuer, KEY.token(json(claims()))))
          .isInstanceOf(Authentication.Accepted.class);
    }
  }

  @Test
  void keysThatMoveAreFoundAgain() {
    server.configure(configuration(address(), address() + "/moved"));
    try (OidcIssuer issuer = issuer(builder -> builder)) {
      // The place answers with the configuration, which holds no keys.
      assertThat(say(issuer, KEY.token(json(claims())))).isInstanceOf(Authentication.Refused.class);

      server.configure(configuration(address(), server.uri().toString()));
      time.advance(Duration.ofMinutes(5));

      assertThat(say(issuer, KEY.token(json(claims()))))
          .isInstanceOf(Authentication.Accepted.class);
    }
  }

  @Test
  void settingsThatCannotWorkAreToldTogether() {
    assertThatThrownBy(
            () ->
                OidcIssuer.builder()
                    .issuer("http://open.example")
                    .maxAgeFromIssue(Duration.ZERO)
                    .maxAgeFromAuthentication(Duration.ofDays(4_000))
                    .clockSkew(Duration.ofHours(1))
                    .maxLength(1)
                    .jwksTtl(Duration.ZERO)
                    .build())
        .isInstanceOfSatisfying(
            SettingsException.class,
            settings ->
                assertThat(settings.problems())
                    .satisfiesExactly(
                        problem ->
                            assertThat(problem).startsWith("issuer is 'http://open.example'"),
                        problem -> assertThat(problem).startsWith("clientIds is []"),
                        problem -> assertThat(problem).startsWith("clockSkew is PT1H"),
                        problem -> assertThat(problem).startsWith("jwksTtl is PT0S"),
                        problem -> assertThat(problem).startsWith("maxLength is 1"),
                        problem -> assertThat(problem).startsWith("maxAgeFromIssue is PT0S"),
                        problem ->
                            assertThat(problem)
                                .startsWith("maxAgeFromAuthentication is PT96000H")));
  }

  @ParameterizedTest(name = "issuer {0}, jwksUri {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
                              |                        | issuer is not set
                              | https://a.example/keys | issuer is not set
          urn:issuer          |                        | issuer is 'urn:issuer'
          not an address      |                        | issuer is 'not an address'
          urn:issuer          | http://a.example/keys  | jwksUri is 'http://a.example/keys'
          """)
  void anIssuerIsNamedByItsTokensAndFoundByAnAddress(
      @Nullable String issuer, @Nullable String jwksUri, String problem) {
    OidcIssuer.Builder builder = OidcIssuer.builder().clientIds(CLIENT);
    if (issuer != null) {
      builder.issuer(issuer);
    }
    if (jwksUri != null) {
      builder.jwksUri(URI.create(jwksUri));
    }

    assertThatThrownBy(builder::build)
        .isInstanceOfSatisfying(
            SettingsException.class,
            settings ->
                assertThat(settings.problems()).singleElement().asString().startsWith(problem));
  }

  @Test
  void anIssuerOfAnyNameWillDoWhereItsKeysAreKnown() {
    try (OidcIssuer issuer =
        OidcIssuer.builder()
            .issuer("urn:issuer")
            .jwksUri(URI.create("https://a.example/keys"))
            .clientIds(CLIENT)
            .build()) {
      assertThat(issuer).hasToString("OidcIssuer[urn:issuer]");
    }
  }

  private OidcIssuer issuer(UnaryOperator<OidcIssuer.Builder> settings) {
    return settings
        .apply(
            OidcIssuer.builder()
                .issuer(address())
                .clientIds(CLIENT)
                .clock(time)
                .nanoTime(time)
                // A machine that is busy with other things is no reason to refuse a token.
                .maxWait(Duration.ofSeconds(30)))
        .build();
  }

  private String address() {
    return "http://127.0.0.1:" + server.port();
  }

  private static JwksServer.Answer configuration(String issuer, String keys) {
    return JwksServer.document(
        "{\"issuer\":%s,\"jwks_uri\":%s}".formatted(quoted(issuer), quoted(keys)));
  }

  private Map<String, String> claims() {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("sub", quoted("u1"));
    claims.put("iss", quoted(address()));
    claims.put("aud", quoted(CLIENT));
    claims.put("exp", String.valueOf(time.epochSecond() + 900));
    claims.put("iat", String.valueOf(time.epochSecond() - 5));
    return claims;
  }

  private String token(String claim, @Nullable String json) {
    return KEY.token(json(changed(claims(), claim, json)));
  }

  private static Authentication say(OidcIssuer issuer, String token) {
    return issuer.authenticate(token).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
