package dev.pergola.auth.cognito;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges the times in a token (spec: security 5.4). They are seconds without bound, so that no date
 * is far enough to wrap around.
 *
 * @param clock the time now
 * @param skew how far the issuer's clock and ours may be apart
 * @param ages how old tokens may be, besides what they say themselves
 */
record TokenTimes(Clock clock, Duration skew, List<TokenAge> ages) {

  TokenTimes {
    ages = List.copyOf(ages);
  }

  /** Refuses a token that is not good yet or no more; gives when it stops being good. */
  Instant check(Map<String, @Nullable Object> claims) throws TokenRefusedException {
    BigInteger now = BigInteger.valueOf(clock.instant().getEpochSecond());
    BigInteger tolerance = BigInteger.valueOf(skew.toSeconds());
    checkStarted(claims, "nbf", now.add(tolerance));
    checkStarted(claims, "iat", now.add(tolerance));
    BigInteger expiry = seconds(claims, "exp");
    for (TokenAge age : ages) {
      checkStarted(claims, age.claim(), now.add(tolerance));
      BigInteger limit = BigInteger.valueOf(age.limit().toSeconds());
      expiry = expiry.min(seconds(claims, age.claim()).add(limit));
    }
    if (expiry.add(tolerance).compareTo(now) <= 0) {
      throw TokenRefusedException.expired("exp is past, or the token is too old");
    }
    return instant(expiry);
  }

  /** When a token with this {@code exp} stops being good. */
  Instant end(Instant expiry) {
    return expiry.isBefore(Instant.MAX.minus(skew)) ? expiry.plus(skew) : Instant.MAX;
  }

  private static void checkStarted(
      Map<String, @Nullable Object> claims, String name, BigInteger latest)
      throws TokenRefusedException {
    if (claims.containsKey(name) && seconds(claims, name).compareTo(latest) > 0) {
      throw TokenRefusedException.denied(name + " is in the future");
    }
  }

  private static BigInteger seconds(Map<String, @Nullable Object> claims, String name)
      throws TokenRefusedException {
    Object value = claims.get(name);
    if (value instanceof Long seconds) {
      return BigInteger.valueOf(seconds);
    }
    if (value instanceof BigInteger seconds) {
      return seconds;
    }
    throw TokenRefusedException.denied(name + " is no integer");
  }

  private static Instant instant(BigInteger seconds) {
    BigInteger last = BigInteger.valueOf(Instant.MAX.getEpochSecond());
    return Instant.ofEpochSecond(seconds.min(last).longValueExact());
  }
}
