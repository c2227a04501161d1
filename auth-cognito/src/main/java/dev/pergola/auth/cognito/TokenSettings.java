package dev.pergola.auth.cognito;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What a host set about the tokens of an issuer, of whatever kind it is; not checked yet.
 *
 * @param nanoTime by which the age of keys and of verified tokens is measured
 * @param maxWait how long a request waits at most when no good key is at hand
 */
record TokenSettings(
    Set<String> clientIds,
    Duration clockSkew,
    int maxLength,
    Duration jwksTtl,
    Duration outageTtl,
    Clock clock,
    LongSupplier nanoTime,
    Duration maxWait) {

  void check(List<String> problems) {
    SettingsChecks.clientIds(clientIds, problems);
    SettingsChecks.skew(clockSkew, problems);
    SettingsChecks.lifeOfKeys(jwksTtl, outageTtl, problems);
    SettingsChecks.maxLength(maxLength, problems);
  }

  /** What verifies tokens that are signed with these keys and fulfil these rules. */
  JwtVerifier verifier(KeySource keys, ClaimRules rules, List<TokenAge> ages) {
    return new JwtVerifier(
        maxLength,
        new Jwks(keys, jwksTtl, outageTtl, maxWait, nanoTime),
        rules,
        new TokenTimes(clock, clockSkew, ages),
        new VerifiedTokens(clock, nanoTime));
  }
}
