package dev.pergola.auth.cognito;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token of an OpenID Connect issuer says.
 *
 * @param issuer its {@code iss}, compared as text
 * @param clientIds for whom tokens may be made
 */
record OidcClaimRules(String issuer, Set<String> clientIds) implements ClaimRules {

  OidcClaimRules {
    clientIds = Set.copyOf(clientIds);
  }

  @Override
  public void check(Map<String, @Nullable Object> claims) throws TokenRefusedException {
    if (!issuer.equals(claims.get("iss"))) {
      throw TokenRefusedException.denied("iss is " + LogText.of(claims.get("iss")));
    }
    if (!isForUs(claims.get("aud"), claims.get("azp"), claims.containsKey("azp"))) {
      throw TokenRefusedException.denied("aud is none of clientIds");
    }
    if (!(claims.get("sub") instanceof String subject) || subject.isEmpty()) {
      throw TokenRefusedException.denied("sub is no text or empty");
    }
  }

  /** A token for several has to say in {@code azp} whom it was given to, and that has to be us. */
  private boolean isForUs(@Nullable Object audience, @Nullable Object party, boolean hasParty) {
    if (!(audience instanceof List<?> several)) {
      return isOurs(audience);
    }
    return several.stream().allMatch(String.class::isInstance)
        && several.stream().anyMatch(this::isOurs)
        && ((several.size() == 1 && !hasParty) || isOurs(party));
  }

  private boolean isOurs(@Nullable Object name) {
    return name instanceof String text && clientIds.contains(text);
  }

  @Override
  public Identity identity(Claims claims) {
    return Identity.oidc(claims);
  }
}
