package dev.pergola.auth.cognito;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token of a user pool says (spec: security 5.4, 5.6).
 *
 * @param issuer the pool's {@code iss}, compared as text
 * @param clientIds the app clients whose tokens are taken
 * @param uses the kinds of token that are taken
 * @param maxGroups how many groups a token may name
 */
record CognitoClaimRules(String issuer, Set<String> clientIds, Set<TokenUse> uses, int maxGroups)
    implements ClaimRules {

  CognitoClaimRules {
    clientIds = Set.copyOf(clientIds);
    uses = Set.copyOf(uses);
  }

  @Override
  public void check(Map<String, @Nullable Object> claims) throws TokenRefusedException {
    if (!issuer.equals(claims.get("iss"))) {
      throw TokenRefusedException.denied("iss is " + LogText.of(claims.get("iss")));
    }
    String clientClaim = use(claims).clientClaim();
    if (!(claims.get(clientClaim) instanceof String client) || !clientIds.contains(client)) {
      throw TokenRefusedException.denied(clientClaim + " is none of clientIds");
    }
    if (!(claims.get("sub") instanceof String subject) || subject.isEmpty()) {
      throw TokenRefusedException.denied("sub is no text or empty");
    }
    if (groupCount(claims.get("cognito:groups")) > maxGroups) {
      throw TokenRefusedException.denied("more groups than maxGroups " + maxGroups);
    }
  }

  private TokenUse use(Map<String, @Nullable Object> claims) throws TokenRefusedException {
    Object named = claims.get("token_use");
    for (TokenUse use : uses) {
      if (use.claimValue().equals(named)) {
        return use;
      }
    }
    throw TokenRefusedException.denied("token_use is none of tokenUse");
  }

  // A text may hold a list as JSON; whoever reads the groups takes it for that list.
  private static int groupCount(@Nullable Object groups) {
    if (groups instanceof List<?> list) {
      return list.size();
    }
    if (groups instanceof String text) {
      try {
        return StrictJson.list(text).size();
      } catch (MalformedJsonException oneName) {
        return 1;
      }
    }
    return 0;
  }

  @Override
  public Identity identity(Claims claims) {
    return Identity.userPool(claims);
  }
}
