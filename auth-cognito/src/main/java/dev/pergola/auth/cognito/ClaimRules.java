package dev.pergola.auth.cognito;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one kind of issuer promises in a payload, besides its times. Called after the signature. */
interface ClaimRules {

  /** Refuses a payload that was not made for this backend. */
  void check(Map<String, @Nullable Object> claims) throws TokenRefusedException;

  /** Whom a payload that passed the check proves. */
  Identity identity(Claims claims);
}
