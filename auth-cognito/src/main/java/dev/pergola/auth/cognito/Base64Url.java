package dev.pergola.auth.cognito;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64url as RFC 7515 wants it: no padding, no other characters, one spelling per value. */
final class Base64Url {

  private Base64Url() {}

  /** The bytes; null when the text is not the one spelling of some bytes. */
  static byte @Nullable [] decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64Url) {
      return null;
    }
    // The decoder takes padding and drops set bits after the last byte; a token would then have
    // several spellings, each with a digest of its own.
    return encode(bytes).equals(text) ? bytes : null;
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
