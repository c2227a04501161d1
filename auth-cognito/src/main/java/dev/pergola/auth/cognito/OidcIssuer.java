package dev.pergola.auth.cognito;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.model.Mode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
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

  private OidcIssuer(OidcSettings settings, LongSupplier nanoTime, Duration maxWait) {
    issuer = settings.checkedIssuer();
    verifier =
        new JwtVerifier(
            settings.maxLength(),
            new Jwks(settings.keys(), settings.jwksTtl(), settings.outageTtl(), maxWait, nanoTime),
            new OidcClaimRules(issuer, settings.clientIds()),
            new TokenTimes(settings.clock(), settings.clockSkew(), settings.ages()),
            new VerifiedTokens(settings.clock(), nanoTime));
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
  public static final class Builder {

    private @Nullable String issuer;
    private @Nullable URI jwksUri;
    private Set<String> clientIds = Set.of();
    private @Nullable Duration fromIssue;
    private @Nullable Duration fromAuthentication;
    private Duration clockSkew = Duration.ofSeconds(60);
    private int maxLength = 16_384;
    private Duration jwksTtl = Duration.ofMinutes(5);
    private Duration outageTtl = Duration.ofHours(4);
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTime = System::nanoTime;
    private Duration maxWait = Jwks.MAX_WAIT;

    private Builder() {}

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
     * For whom tokens may be made, one of which {@code aud} has to name; TypeScript {@code
     * clientId}. Required, since anybody may be a client of a public issuer.
     */
    public Builder clientIds(String... values) {
      clientIds = new LinkedHashSet<>(Arrays.asList(values));
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

    /** How far the issuer's clock and ours may be apart; 60 seconds. */
    public Builder clockSkew(Duration value) {
      clockSkew = value;
      return this;
    }

    /** Characters of an {@code Authorization} value, counted before it is read; 16,384. */
    public Builder maxLength(int value) {
      maxLength = value;
      return this;
    }

    /** How long read keys are used before they are read again; 5 minutes. */
    public Builder jwksTtl(Duration value) {
      jwksTtl = value;
      return this;
    }

    /** How long read keys are used while they cannot be read again; 4 hours. */
    public Builder outageTtl(Duration value) {
      outageTtl = value;
      return this;
    }

    /** By which the times in tokens are judged; the system's. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** By which the age of keys and of verified tokens is measured. */
    Builder nanoTime(LongSupplier value) {
      nanoTime = value;
      return this;
    }

    /** How long a request waits at most when no good key is at hand. */
    Builder maxWait(Duration value) {
      maxWait = value;
      return this;
    }

    /**
     * The authenticator. Makes no connection.
     *
     * @throws SettingsException with every setting that cannot be used
     */
    public OidcIssuer build() {
      OidcSettings settings =
          new OidcSettings(
              issuer,
              jwksUri,
              clientIds,
              fromIssue,
              fromAuthentication,
              clockSkew,
              maxLength,
              jwksTtl,
              outageTtl,
              clock);
      settings.check();
      return new OidcIssuer(settings, nanoTime, maxWait);
    }
  }
}
