package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A user pool with one key, an endpoint that serves it, and an authenticator for its tokens. */
final class TestPool implements AutoCloseable {

  static final String ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Test";
  static final String CLIENT = "client-1";
  static final String SUBJECT = "11111111-aaaa-4bbb-8ccc-000000000001";

  final TestKey key;
  final TestTime time = new TestTime();
  final JwksServer server;
  final CognitoUserPool authenticator;

  TestPool(TestKey key) {
    this(key, settings -> {});
  }

  TestPool(TestKey key, Consumer<CognitoUserPool.Builder> settings) {
    this.key = key;
    this.server = JwksServer.serving(key);
    CognitoUserPool.Builder builder =
        CognitoUserPool.builder()
            .issuer(ISSUER)
            .jwksUri(server.uri())
            .clientIds(CLIENT)
            .clock(time)
            .nanoTime(time)
            // A machine that is busy with other things is no reason to refuse a token.
            .maxWait(Duration.ofSeconds(30));
    settings.accept(builder);
    this.authenticator = builder.build();
  }

  /** The claims of a good access token, as JSON texts by name. */
  Map<String, String> access() {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("sub", quoted(SUBJECT));
    claims.put("iss", quoted(ISSUER));
    claims.put("client_id", quoted(CLIENT));
    claims.put("token_use", quoted("access"));
    claims.put("exp", String.valueOf(time.epochSecond() + 900));
    claims.put("iat", String.valueOf(time.epochSecond() - 5));
    claims.put("username", quoted("dora"));
    return claims;
  }

  /** The claims of a good ID token. */
  Map<String, String> id() {
    Map<String, String> claims = access();
    claims.remove("client_id");
    claims.remove("username");
    claims.put("aud", quoted(CLIENT));
    claims.put("token_use", quoted("id"));
    claims.put("cognito:username", quoted("dora"));
    return claims;
  }

  String token() {
    return key.token(json(access()));
  }

  /** A good access token with one claim changed; null leaves the claim out. */
  String tokenWith(String claim, @Nullable String json) {
    return key.token(json(changed(access(), claim, json)));
  }

  static Map<String, String> changed(
      Map<String, String> claims, String claim, @Nullable String json) {
    if (json == null) {
      claims.remove(claim);
    } else {
      claims.put(claim, json);
    }
    return claims;
  }

  static String json(Map<String, String> claims) {
    return claims.entrySet().stream()
        .map(claim -> quoted(claim.getKey()) + ":" + claim.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }

  Authentication authenticate(String authorization) {
    return authenticator
        .authenticate(authorization)
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  boolean accepts(String authorization) {
    return authenticate(authorization) instanceof Authentication.Accepted;
  }

  void assertAccepts(String authorization) {
    assertThat(authenticate(authorization)).isInstanceOf(Authentication.Accepted.class);
  }

  /**
   * Checks that it is refused for this reason; a good token beside it shows that it is the case.
   */
  Authentication.Refused assertRefuses(String authorization, Refusal reason) {
    Authentication answer = authenticate(authorization);
    assertThat(answer).isInstanceOf(Authentication.Refused.class);
    Authentication.Refused refused = (Authentication.Refused) answer;
    assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
    return refused;
  }

  void advance(Duration duration) {
    time.advance(duration);
  }

  @Override
  public void close() {
    authenticator.close();
    server.close();
  }
}
