package dev.pergola.auth.cognito;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Claims;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies signed tokens in the one safe order: form, header, key, signature, and only then what
 * the token says.
 */
final class JwtVerifier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JwtVerifier.class);

  private final int maxLength;
  private final Jwks jwks;
  private final ClaimRules rules;
  private final TokenTimes times;
  private final VerifiedTokens verified;

  JwtVerifier(
      int maxLength, Jwks jwks, ClaimRules rules, TokenTimes times, VerifiedTokens verified) {
    this.maxLength = maxLength;
    this.jwks = jwks;
    this.rules = rules;
    this.times = times;
    this.verified = verified;
  }

  /** What became of an {@code Authorization} value. The stage never fails. */
  CompletionStage<Authentication> verify(String authorization) {
    try {
      CompactToken token = CompactToken.parse(authorization, maxLength);
      String keyId = HeaderRules.keyId(token.header());
      return jwks.find(keyId)
          .thenApply(key -> judge(token, keyId, key))
          .exceptionally(JwtVerifier::unjudged);
    } catch (TokenRefusedException refused) {
      return CompletableFuture.completedFuture(refused.toAuthentication());
    }
  }

  private Authentication judge(CompactToken token, String keyId, @Nullable VerificationKey key) {
    try {
      if (key == null) {
        throw TokenRefusedException.denied("no usable key has kid " + LogText.of(keyId));
      }
      String digest = token.digest();
      Authentication known = verified.find(digest, key);
      return known != null ? known : verify(token, digest, key);
    } catch (TokenRefusedException refused) {
      return refused.toAuthentication();
    }
  }

  private Authentication verify(CompactToken token, String digest, VerificationKey key)
      throws TokenRefusedException {
    if (!key.signed(token)) {
      throw TokenRefusedException.denied("signature is not that of kid " + LogText.of(key.id()));
    }
    Map<String, @Nullable Object> claims = token.claims();
    rules.check(claims);
    Instant expiry = times.check(claims);
    Authentication accepted =
        Authentication.accepted(rules.identity(Claims.of(claims)), times.end(expiry));
    verified.add(digest, key, expiry, accepted);
    return accepted;
  }

  // Deny by default: too many waiting, closed meanwhile, or a fault of ours.
  private static Authentication unjudged(Throwable failure) {
    LOG.debug("Token not judged", failure);
    return TokenRefusedException.denied("not judged: closed, too many waiting, or a fault")
        .toAuthentication();
  }

  @Override
  public void close() {
    jwks.close();
  }
}
