package dev.pergola.auth.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer that may verify tokens (spec: security 5.3). A key that may not, or cannot
 * be read, is left out; it does not spoil the others.
 */
final class KeySet {

  private static final int MIN_MODULUS_BITS = 2048;

  private final Map<String, VerificationKey> keys;

  private KeySet(Map<String, VerificationKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /** The keys in a JWKS document. */
  static KeySet parse(byte[] document) throws MalformedJsonException {
    if (!(StrictJson.object(document).get("keys") instanceof List<?> members)) {
      throw new MalformedJsonException("no list of keys");
    }
    Map<String, VerificationKey> keys = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Object member : members) {
      VerificationKey key = member instanceof Map<?, ?> jwk ? key(jwk) : null;
      VerificationKey other = key == null ? null : keys.put(key.id(), key);
      if (other != null && !other.equals(key)) {
        ambiguous.add(other.id());
      }
    }
    // Two keys under one id: choosing would be guessing, and trying both is what must not happen.
    keys.keySet().removeAll(ambiguous);
    return new KeySet(keys);
  }

  /** The key with exactly this id; null when there is none. */
  @Nullable VerificationKey find(String keyId) {
    return keys.get(keyId);
  }

  int size() {
    return keys.size();
  }

  private static @Nullable VerificationKey key(Map<?, ?> jwk) {
    boolean forSignatures =
        "RSA".equals(jwk.get("kty"))
            && isAbsentOr("sig", jwk, "use")
            && isAbsentOr(HeaderRules.ALGORITHM, jwk, "alg");
    if (!forSignatures || !(jwk.get("kid") instanceof String keyId)) {
      return null;
    }
    RSAPublicKey publicKey = publicKey(jwk.get("n"), jwk.get("e"));
    return publicKey == null || publicKey.getModulus().bitLength() < MIN_MODULUS_BITS
        ? null
        : new VerificationKey(keyId, publicKey);
  }

  private static boolean isAbsentOr(String value, Map<?, ?> jwk, String member) {
    return !jwk.containsKey(member) || value.equals(jwk.get(member));
  }

  // Of the key's members only these two: a certificate or a private part in the set has no say.
  private static @Nullable RSAPublicKey publicKey(@Nullable Object n, @Nullable Object e) {
    if (!(n instanceof String modulus) || !(e instanceof String exponent)) {
      return null;
    }
    if (Base64Url.decode(modulus) == null || Base64Url.decode(exponent) == null) {
      return null;
    }
    try {
      return new RSAKey.Builder(new Base64URL(modulus), new Base64URL(exponent))
          .build()
          .toRSAPublicKey();
    } catch (JOSEException | IllegalStateException notAKey) {
      return null;
    }
  }
}
