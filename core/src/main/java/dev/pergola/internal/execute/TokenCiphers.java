package dev.pergola.internal.execute;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM under one key. Ciphers are kept for the next use, since the platform takes longer to find
 * one than to encrypt a token with it; each is in one pair of hands at a time. Safe to share.
 */
final class TokenCiphers {

  static final int TAG_BITS = 128;

  private final SecretKey key;
  private final Spares<Cipher> spares = new Spares<>();

  TokenCiphers(SecretKey key) {
    this.key = key;
  }

  /**
   * Encrypts or decrypts.
   *
   * @param mode {@link Cipher#ENCRYPT_MODE}, with a nonce that was never used for that, or {@link
   *     Cipher#DECRYPT_MODE}
   * @param bound what is authenticated with the input
   */
  byte[] crypt(int mode, byte[] nonce, byte[] input, byte[] bound) throws GeneralSecurityException {
    Cipher found = spares.take();
    Cipher cipher = found == null ? Cipher.getInstance("AES/GCM/NoPadding") : found;
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bound);
    byte[] output = cipher.doFinal(input);
    // Not one that has failed: what it is left with is nobody's concern then.
    spares.give(cipher);
    return output;
  }
}
