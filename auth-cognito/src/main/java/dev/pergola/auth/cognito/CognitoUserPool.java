package dev.pergola.auth.cognito;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.UserPool;
import dev.pergola.model.Mode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
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

  private CognitoUserPool(CognitoSettings settings) {
    issuer = settings.effectiveIssuer();
    pool = settings.pool();
    verifier =
        settings
            .tokens()
            .verifier(
                new JwksEndpoint(settings.effectiveJwksUri()),
                new CognitoClaimRules(
                    issuer,
                    settings.tokens().clientIds(),
                    settings.tokenUse(),
                    settings.maxGroups()),
                List.of());
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
  public static final class Builder extends TokenSettingsBuilder<Builder> {

    private @Nullable String region;
    private @Nullable String userPoolId;
    private @Nullable String issuer;
    private @Nullable URI jwksUri;
    private Set<TokenUse> tokenUse = Set.of(TokenUse.ACCESS, TokenUse.ID);
    private int maxGroups = 500;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

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

    /** The kinds of token that are taken; both by default. */
    public Builder tokenUse(TokenUse... values) {
      tokenUse = Set.copyOf(Arrays.asList(values));
      return this;
    }

    /** Groups that a token may name; 500. */
    public Builder maxGroups(int value) {
      maxGroups = value;
      return this;
    }

    /**
     * The authenticator. Makes no connection.
     *
     * @throws SettingsException with every setting that cannot be used
     */
    public CognitoUserPool build() {
      CognitoSettings settings =
          new CognitoSettings(region, userPoolId, issuer, jwksUri, tokenUse, maxGroups, tokens());
      settings.check();
      return new CognitoUserPool(settings);
    }
  }
}
