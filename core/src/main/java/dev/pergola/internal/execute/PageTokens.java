package dev.pergola.internal.execute;

import dev.pergola.storage.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a {@code nextToken} of a store's cursor and back (spec: security 9). Tokens are encrypted
 * and authenticated with AES-GCM, since a cursor holds a key that may not be the reader's to see;
 * they are bound to what they were made for, end after a day, and have lengths in steps, so that a
 * length says little of a key. Safe to share.
 */
public final class PageTokens {

  private static final Duration LIFE = Duration.ofHours(24);

  /** A cursor of an index with keys of the greatest size: its own and the record's. */
  private static final int MAX_CHARS = 9 * 1024;

  private static final int NONCE_BYTES = 12;
  private static final int STEP = 64;
  private static final int MIN_BYTES = 1 + NONCE_BYTES + STEP + TokenCiphers.TAG_BITS / Byte.SIZE;
  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
  private static final byte VERSION = 1;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final byte[] PURPOSE = "pergola nextToken 1".getBytes(StandardCharsets.US_ASCII);

  private final TokenCiphers ciphers;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Tokens that any backend with the same secret can open. */
  public PageTokens(byte[] secret, Clock clock) {
    this.clock = clock;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      this.ciphers = new TokenCiphers(new SecretKeySpec(mac.doFinal(PURPOSE), "AES"));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("Every Java platform has HmacSHA256", impossible);
    }
  }

  /** A token for this cursor that only opens with the same binding. */
  String seal(Cursor cursor, String binding) {
    byte[] place = cursor.bytes();
    int size = (HEADER_BYTES + place.length + STEP - 1) / STEP * STEP;
    ByteBuffer plain = ByteBuffer.allocate(size);
    plain.putLong(clock.instant().plus(LIFE).toEpochMilli()).putInt(place.length).put(place);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain.array(), binding);
    byte[] token =
        ByteBuffer.allocate(1 + nonce.length + sealed.length)
            .put(VERSION)
            .put(nonce)
            .put(sealed)
            .array();
    return ENCODER.encodeToString(token);
  }

  /**
   * The cursor in this token.
   *
   * @throws FieldException with one text for whatever is wrong with the token
   */
  Cursor open(String token, String binding) {
    if (token.length() > MAX_CHARS) {
      throw ClientErrors.badToken();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      boolean ours = bytes.length >= MIN_BYTES && bytes[0] == VERSION;
      // Base64 has several texts for some bytes; a token has one.
      if (!ours || !ENCODER.encodeToString(bytes).equals(token)) {
        throw ClientErrors.badToken();
      }
      byte[] nonce = Arrays.copyOfRange(bytes, 1, 1 + NONCE_BYTES);
      byte[] sealed = Arrays.copyOfRange(bytes, 1 + NONCE_BYTES, bytes.length);
      ByteBuffer plain = ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, nonce, sealed, binding));
      if (plain.getLong() < clock.millis()) {
        throw ClientErrors.badToken();
      }
      byte[] place = new byte[plain.getInt()];
      plain.get(place);
      return Cursor.of(place);
    } catch (IllegalArgumentException | IllegalStateException forged) {
      throw ClientErrors.badToken();
    }
  }

  /** Encrypts or decrypts; what does not decrypt is an {@link IllegalArgumentException}. */
  private byte[] crypt(int mode, byte[] nonce, byte[] input, String binding) {
    try {
      return ciphers.crypt(mode, nonce, input, binding.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException refused) {
      throw new IllegalArgumentException("not a token of ours", refused);
    }
  }
}
