package dev.pergola.internal.subscribe;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a subscription lasts: no longer than the credential that it was made with. */
public final class Lifetime {

  private Lifetime() {}

  /**
   * When a subscription ends; null for never.
   *
   * @param now when it begins
   * @param maxAge how long one lasts that was made with a token, whatever the token says: what the
   *     token says of the caller may not be true any more
   */
  public static @Nullable Instant end(
      Authentication.Accepted caller, Instant now, Duration maxAge) {
    Instant told = caller.expiresAt();
    Claims claims = claims(caller.identity());
    if (claims == null) {
      return told;
    }
    if (told == null && claims.value("exp") instanceof Number seconds) {
      told = Instant.ofEpochSecond(seconds.longValue());
    }
    Instant oldest = now.plus(maxAge);
    return told == null || told.isAfter(oldest) ? oldest : told;
  }

  private static @Nullable Claims claims(Identity identity) {
    if (identity instanceof Identity.UserPool user) {
      return user.claims();
    }
    return identity instanceof Identity.Oidc user ? user.claims() : null;
  }
}
