package dev.pergola.auth.cognito;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.UserPool;
import dev.pergola.model.Mode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers that prove themselves with a token of an Amazon Cognito user pool; TypeScript {@code
 * userPool}.
 *
 * <pre>{@code
 * CognitoUserPool pool =
 *     CognitoUserPool.builder()
 *         .region("eu-west-1")
 *         .userPoolId("eu-west-1_AbCd12345")
 *         .clientIds("1h57kf5cpq17m0eml12EXAMPLE")
 *         .build();
 * }</pre>
 *
 * <p>Access and ID tokens are taken, signed with RS256 by a key that the pool publishes now, made
 * for one of the named app clients, and within their time. The keys are first read when the first
 * token comes; a pool that cannot be reached then refuses every token until it can, without a
 * restart.
 *
 * <p>A stage that had to wait for keys completes on a thread of this object, within about a second.
 */
public final class CognitoUserPool implements Authenticator {

  private final String issuer;
  private final @Nullable UserPool pool;
  private final JwtVerifier verifier;

  private CognitoUserPool(CognitoSettings settings, LongSupplier nanoTime, Duration maxWait) {
    issuer = settings.effectiveIssuer();
    pool = settings.pool();
    KeySource source = new JwksEndpoint(settings.effectiveJwksUri());
    verifier =
        new JwtVerifier(
            settings.maxLength(),
            new Jwks(source, settings.jwksTtl(), settings.outageTtl(), maxWait, nanoTime),
            new CognitoClaimRules(
                issuer, settings.clientIds(), settings.tokenUse(), settings.maxGroups()),
            new TokenTimes(settings.clock(), settings.clockSkew(), List.of()),
            new VerifiedTokens(settings.clock(), nanoTime));
  }

  /** Starts with every setting at its default; the pool and its app clients have none. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Mode mode() {
    return Mode.USER_POOL;
  }

  @Override
  public CompletionStage<Authentication> authenticate(String credential) {
    return verifier.verify(credential);
  }

  /** The pool, when it was named by its region and id. */
  @Override
  public Optional<UserPool> userPool() {
    return Optional.ofNullable(pool);
  }

  @Override
  public void close() {
    verifier.close();
  }

  @Override
  public String toString() {
    return "CognitoUserPool[" + issuer + "]";
  }

  /** Collects the settings of a {@link CognitoUserPool}; not for several threads. */
  public static final class Builder {

    private @Nullable String region;
    private @Nullable String userPoolId;
    private @Nullable String issuer;
    private @Nullable URI jwksUri;
    private Set<String> clientIds = Set.of();
    private Set<TokenUse> tokenUse = Set.of(TokenUse.ACCESS, TokenUse.ID);
    private Duration clockSkew = Duration.ofSeconds(60);
    private int maxLength = 16_384;
    private int maxGroups = 500;
    private Duration jwksTtl = Duration.ofMinutes(5);
    private Duration outageTtl = Duration.ofHours(4);
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTime = System::nanoTime;
    private Duration maxWait = Jwks.MAX_WAIT;

    private Builder() {}

    /** The pool's AWS region, with {@link #userPoolId}. */
    public Builder region(String value) {
      region = value;
      return this;
    }

    /** The pool's id, which starts with the region, with {@link #region}. */
    public Builder userPoolId(String value) {
      userPoolId = value;
      return this;
    }

    /** The {@code iss} of the tokens, character for character, with {@link #jwksUri}. */
    public Builder issuer(String value) {
      issuer = value;
      return this;
    }

    /**
     * Where the keys are, with {@link #issuer}: an {@code https} address; {@code http} on loopback,
     * for tests.
     */
    public Builder jwksUri(URI value) {
      jwksUri = value;
      return this;
    }

    /** The app clients whose tokens are taken; required, since any client of a pool can ask. */
    public Builder clientIds(String... values) {
      clientIds = new LinkedHashSet<>(Arrays.asList(values));
      return this;
    }

    /** The kinds of token that are taken; both by default. */
    public Builder tokenUse(TokenUse... values) {
      tokenUse = Set.copyOf(Arrays.asList(values));
      return this;
    }

    /** How far the pool's clock and ours may be apart; 60 seconds. */
    public Builder clockSkew(Duration value) {
      clockSkew = value;
      return this;
    }

    /** Characters of an {@code Authorization} value, counted before it is read; 16,384. */
    public Builder maxLength(int value) {
      maxLength = value;
      return this;
    }

    /** Groups that a token may name; 500. */
    public Builder maxGroups(int value) {
      maxGroups = value;
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
    public CognitoUserPool build() {
      CognitoSettings settings =
          new CognitoSettings(
              region,
              userPoolId,
              issuer,
              jwksUri,
              clientIds,
              tokenUse,
              clockSkew,
              maxLength,
              maxGroups,
              jwksTtl,
              outageTtl,
              clock);
      settings.check();
      return new CognitoUserPool(settings, nanoTime, maxWait);
    }
  }
}
