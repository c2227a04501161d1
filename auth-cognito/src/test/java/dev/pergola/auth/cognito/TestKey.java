package dev.pergola.auth.cognito;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/** An RSA key pair that signs tokens and shows itself as a JWK, without a library in between. */
final class TestKey {

  private final String id;
  private final KeyPair pair;

  private TestKey(String id, KeyPair pair) {
    this.id = id;
    this.pair = pair;
  }

  static TestKey create(String id) {
    return create(id, 2048);
  }

  static TestKey create(String id, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new TestKey(id, generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The same key under another id. */
  TestKey named(String otherId) {
    return new TestKey(otherId, pair);
  }

  String id() {
    return id;
  }

  RSAPublicKey publicKey() {
    return (RSAPublicKey) pair.getPublic();
  }

  VerificationKey verificationKey() {
    return new VerificationKey(id, publicKey());
  }

  /** The header that a pool writes. */
  String header() {
    return "{\"kid\":\"%s\",\"alg\":\"RS256\"}".formatted(id);
  }

  /** A token with the header that a pool writes. */
  String token(String payload) {
    return token(header(), payload);
  }

  String token(String header, String payload) {
    return sign(encode(header) + "." + encode(payload));
  }

  /** Any text with this key's signature behind it. */
  String sign(String signingInput) {
    return signingInput + "." + Base64Url.encode(signature(signingInput, "SHA256withRSA"));
  }

  byte[] signature(String signingInput, String algorithm) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(signingInput.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static String encode(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  String jwk() {
    return jwk("\"use\":\"sig\",\"alg\":\"RS256\"");
  }

  /** The JWK with these members instead of {@code use} and {@code alg}. */
  String jwk(String members) {
    return "{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"%s}"
        .formatted(
            id,
            unsigned(publicKey().getModulus()),
            unsigned(publicKey().getPublicExponent()),
            members.isEmpty() ? "" : "," + members);
  }

  private static String unsigned(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int signByte = bytes[0] == 0 ? 1 : 0;
    return Base64Url.encode(Arrays.copyOfRange(bytes, signByte, bytes.length));
  }

  static String jwks(TestKey... keys) {
    return "{\"keys\":[" + String.join(",", Arrays.stream(keys).map(TestKey::jwk).toList()) + "]}";
  }
}
