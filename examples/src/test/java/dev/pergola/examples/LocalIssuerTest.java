package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.auth.cognito.CognitoUserPool;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalIssuerTest {

  private static final DemoUser MARIA = DemoUser.named("maria", "Editors");

  private LocalIssuer issuer;
  private CognitoUserPool pool;

  @BeforeEach
  void start() throws IOException {
    issuer = LocalIssuer.start();
    pool = trust(issuer);
  }

  @AfterEach
  void stop() {
    pool.close();
    issuer.close();
  }

  @Test
  void anAccessTokenHasTheClaimsOfCognito() {
    Claims claims = accepted(issuer.accessToken(MARIA));

    assertThat(claims.asMap())
        .containsEntry("iss", issuer.issuer())
        .containsEntry("sub", MARIA.sub())
        .containsEntry("username", "maria")
        .containsEntry("client_id", LocalIssuer.CLIENT_ID)
        .containsEntry("token_use", "access")
        .containsEntry("cognito:groups", List.of("Editors"))
        .doesNotContainKeys("aud", "email", "cognito:username");
  }

  @Test
  void anIdTokenHasTheClaimsOfCognito() {
    Claims claims = accepted(issuer.idToken(MARIA));

    assertThat(claims.asMap())
        .containsEntry("sub", MARIA.sub())
        .containsEntry("cognito:username", "maria")
        .containsEntry("email", "maria@example.com")
        .containsEntry("token_use", "id")
        .doesNotContainKeys("client_id", "username");
    assertThat(claims.value("aud")).isIn(LocalIssuer.CLIENT_ID, List.of(LocalIssuer.CLIENT_ID));
  }

  @Test
  void aUserWithoutGroupsHasNoSuchClaim() {
    assertThat(accepted(issuer.accessToken(DemoUser.named("jon"))).asMap())
        .doesNotContainKey("cognito:groups");
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws IOException {
    try (LocalIssuer stranger = LocalIssuer.start()) {
      assertThat(verdict(stranger.accessToken(MARIA))).isInstanceOf(Authentication.Refused.class);
    }
  }

  private Claims accepted(String token) {
    Authentication verdict = verdict(token);
    assertThat(verdict).isInstanceOf(Authentication.Accepted.class);
    return ((Identity.UserPool) ((Authentication.Accepted) verdict).identity()).claims();
  }

  private Authentication verdict(String token) {
    return pool.authenticate(token).toCompletableFuture().join();
  }

  private static CognitoUserPool trust(LocalIssuer issuer) {
    return CognitoUserPool.builder()
        .issuer(issuer.issuer())
        .jwksUri(issuer.jwksUri())
        .clientIds(LocalIssuer.CLIENT_ID)
        .build();
  }
}
