package dev.pergola.auth.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** A public key that may verify tokens, and its id. Equal to another with the same id and key. */
final class VerificationKey {

  // Made anew: the token's own header decides nothing about how it is verified.
  private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.RS256);

  private final String id;
  private final RSAPublicKey publicKey;
  private final RSASSAVerifier verifier;

  VerificationKey(String id, RSAPublicKey publicKey) {
    this.id = id;
    this.publicKey = publicKey;
    this.verifier = new RSASSAVerifier(publicKey);
  }

  /** The {@code kid}. */
  String id() {
    return id;
  }

  /** Whether this key's holder signed the token. */
  boolean signed(CompactToken token) {
    try {
      return verifier.verify(HEADER, token.signingInput(), new Base64URL(token.signature()));
    } catch (JOSEException noVerification) {
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerificationKey key
        && id.equals(key.id)
        && publicKey.getModulus().equals(key.publicKey.getModulus())
        && publicKey.getPublicExponent().equals(key.publicKey.getPublicExponent());
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "VerificationKey[" + LogText.of(id) + "]";
  }
}
