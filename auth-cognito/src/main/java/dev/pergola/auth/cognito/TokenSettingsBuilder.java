package dev.pergola.auth.cognito;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Collects what can be set for the tokens of every issuer. Its methods are those of the public
 * builders, which add what is their own.
 *
 * @param <B> the builder itself
 */
abstract sealed class TokenSettingsBuilder<B extends TokenSettingsBuilder<B>>
    permits CognitoUserPool.Builder, OidcIssuer.Builder {

  private Set<String> clientIds = Set.of();
  private Duration clockSkew = Duration.ofSeconds(60);
  private int maxLength = 16_384;
  private Duration jwksTtl = Duration.ofMinutes(5);
  private Duration outageTtl = Duration.ofHours(4);
  private Clock clock = Clock.systemUTC();
  private LongSupplier nanoTime = System::nanoTime;
  private Duration maxWait = Jwks.MAX_WAIT;

  TokenSettingsBuilder() {}

  abstract B self();

  /**
   * The clients whose tokens are taken; TypeScript {@code clientId}. Required, since anybody may be
   * a client of a public issuer, and any client of a pool can ask. Of a user pool these are its app
   * clients; the {@code aud} of another issuer's tokens has to name one of them.
   */
  public B clientIds(String... values) {
    clientIds = new LinkedHashSet<>(Arrays.asList(values));
    return self();
  }

  /** How far the issuer's clock and ours may be apart; 60 seconds. */
  public B clockSkew(Duration value) {
    clockSkew = value;
    return self();
  }

  /** Characters of an {@code Authorization} value, counted before it is read; 16,384. */
  public B maxLength(int value) {
    maxLength = value;
    return self();
  }

  /** How long read keys are used before they are read again; 5 minutes. */
  public B jwksTtl(Duration value) {
    jwksTtl = value;
    return self();
  }

  /** How long read keys are used while they cannot be read again; 4 hours. */
  public B outageTtl(Duration value) {
    outageTtl = value;
    return self();
  }

  /** By which the times in tokens are judged; the system's. */
  public B clock(Clock value) {
    clock = value;
    return self();
  }

  B nanoTime(LongSupplier value) {
    nanoTime = value;
    return self();
  }

  B maxWait(Duration value) {
    maxWait = value;
    return self();
  }

  TokenSettings tokens() {
    return new TokenSettings(
        clientIds, clockSkew, maxLength, jwksTtl, outageTtl, clock, nanoTime, maxWait);
  }
}
