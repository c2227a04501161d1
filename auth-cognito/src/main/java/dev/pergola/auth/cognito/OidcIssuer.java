package dev.pergola.auth.cognito;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.model.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Callers that prove themselves with a token of any OpenID Connect issuer; TypeScript {@code
 * oidcAuthorizationMode}.
 *
 * <pre>{@code
 * OidcIssuer issuer =
 *     OidcIssuer.builder()
 *         .issuer("https://login.example.com")
 *         .clientIds("pergola-web")
 *         .maxAgeFromIssue(Duration.ofHours(1))
 *         .build();
 * }</pre>
 *
 * <p>Tokens are taken that are signed with RS256 by a key that the issuer publishes now, made for
 * one of the named clients, and within their time. Where the keys are is asked of the issuer,
 * unless {@link Builder#jwksUri} says so. All else is as {@link CognitoUserPool} has it: keys are
 * first read when the first token comes, and a stage that had to wait for them completes on a
 * thread of this object.
 *
 * <p>An owner rule's default claims are {@code sub::username}. Few issuers have a claim {@code
 * username}: write {@code allow.owner("oidc").identityClaim("sub")}.
 */
public final class OidcIssuer implements Authenticator {

  private final String issuer;
  private final JwtVerifier verifier;

  private OidcIssuer(OidcSettings settings) {
    issuer = settings.checkedIssuer();
    verifier =
        settings
            .tokens()
            .verifier(
                settings.keys(),
                new OidcClaimRules(issuer, settings.tokens().clientIds()),
                settings.ages());
  }

  /** Starts with every setting at its default; the issuer and its clients have none. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Mode mode() {
    return Mode.OIDC;
  }

  @Override
  public CompletionStage<Authentication> authenticate(String credential) {
    return verifier.verify(credential);
  }

  @Override
  public void close() {
    verifier.close();
  }

  @Override
  public String toString() {
    return "OidcIssuer[" + issuer + "]";
  }

  /** Collects the settings of an {@link OidcIssuer}; not for several threads. */
  public static final class Builder extends TokenSettingsBuilder<Builder> {

    private @Nullable String issuer;
    private @Nullable URI jwksUri;
    private @Nullable Duration fromIssue;
    private @Nullable Duration fromAuthentication;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * The {@code iss} of the tokens, character for character; TypeScript {@code oidcIssuerUrl}.
     * Without {@link #jwksUri} also the address where its configuration is found.
     */
    public Builder issuer(String value) {
      issuer = value;
      return this;
    }

    /**
     * Where the keys are, instead of asking the issuer: an {@code https} address; {@code http} on
     * loopback, for tests.
     */
    public Builder jwksUri(URI value) {
      jwksUri = value;
      return this;
    }

    /**
     * How long after {@code iat} a token is good at most, whatever its {@code exp}; TypeScript
     * {@code tokenExpireFromIssueInSeconds}. A token without {@code iat} is then refused.
     */
    public Builder maxAgeFromIssue(Duration value) {
      fromIssue = value;
      return this;
    }

    /**
     * How long after {@code auth_time} a token is good at most; TypeScript {@code
     * tokenExpiryFromAuthInSeconds}. A token without {@code auth_time} is then refused.
     */
    public Builder maxAgeFromAuthentication(Duration value) {
      fromAuthentication = value;
      return this;
    }

    /**
     * The authenticator. Makes no connection.
     *
     * @throws SettingsException with every setting that cannot be used
     */
    public OidcIssuer build() {
      OidcSettings settings =
          new OidcSettings(issuer, jwksUri, fromIssue, fromAuthentication, tokens());
      settings.check();
      return new OidcIssuer(settings);
    }
  }
}
