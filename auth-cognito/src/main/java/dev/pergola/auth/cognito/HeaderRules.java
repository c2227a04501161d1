package dev.pergola.auth.cognito;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a token may say (spec: security 5.2). It may choose among our keys by name and
 * nothing else: {@code jwk}, {@code jku}, {@code x5u} and {@code x5c} are not even looked at.
 */
final class HeaderRules {

  /** The one algorithm that user pools sign with, spelled exactly so. */
  static final String ALGORITHM = "RS256";

  /**
   * Members that change how a token is to be read. Their presence refuses, whatever the value; an
   * {@code enc} makes it an encrypted token, a {@code cty} a token inside a token.
   */
  private static final List<String> FORBIDDEN = List.of("crit", "b64", "zip", "cty", "enc");

  private HeaderRules() {}

  /** The id of the key that must have signed the token. */
  static String keyId(Map<String, @Nullable Object> header) throws TokenRefusedException {
    if (!ALGORITHM.equals(header.get("alg"))) {
      throw TokenRefusedException.denied("alg is " + LogText.of(header.get("alg")));
    }
    for (String name : FORBIDDEN) {
      if (header.containsKey(name)) {
        throw TokenRefusedException.denied("header has " + name);
      }
    }
    if (header.get("kid") instanceof String keyId) {
      return keyId;
    }
    throw TokenRefusedException.denied("kid is " + LogText.of(header.get("kid")));
  }
}
