package dev.pergola.auth.cognito;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token in its compact form, taken apart and not yet trusted (spec: security 5.1, 5.2). The
 * payload stays bytes: nothing reads it before the signature is checked.
 */
final class CompactToken {

  private static final String SCHEME = "Bearer ";
  private static final int PARTS = 3;
  private static final int MAX_HEADER_BYTES = 4096;
  private static final int MAX_HEADER_CHARACTERS = (MAX_HEADER_BYTES * 4 + 2) / 3;

  private final String text;
  private final int payloadEnd;
  private final Map<String, @Nullable Object> header;
  private final byte[] payload;

  private CompactToken(
      String text, int payloadEnd, Map<String, @Nullable Object> header, byte[] payload) {
    this.text = text;
    this.payloadEnd = payloadEnd;
    this.header = header;
    this.payload = payload;
  }

  /** The token in an {@code Authorization} value, with or without {@code Bearer} before it. */
  static CompactToken parse(String authorization, int maxLength) throws TokenRefusedException {
    if (authorization.length() > maxLength) {
      throw TokenRefusedException.denied(
          "Authorization value of %d characters, more than maxLength %d"
              .formatted(authorization.length(), maxLength));
    }
    String text = withoutScheme(authorization);
    // The limit keeps empty parts at the end, and a fourth part whole.
    String[] parts = text.split("\\.", PARTS + 1);
    if (parts.length != PARTS) {
      throw TokenRefusedException.unreadable("not three parts");
    }
    if (parts[0].length() > MAX_HEADER_CHARACTERS) {
      throw TokenRefusedException.denied("header of more than 4 KB");
    }
    byte[] header = bytes(parts[0], "header");
    byte[] payload = bytes(parts[1], "payload");
    bytes(parts[2], "signature");
    return new CompactToken(
        text, parts[0].length() + 1 + parts[1].length(), object(header, "header"), payload);
  }

  private static String withoutScheme(String authorization) {
    boolean named = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return named ? authorization.substring(SCHEME.length()) : authorization;
  }

  private static byte[] bytes(String part, String name) throws TokenRefusedException {
    byte[] bytes = Base64Url.decode(part);
    if (bytes == null) {
      throw TokenRefusedException.unreadable(name + " is not base64url");
    }
    return bytes;
  }

  private static Map<String, @Nullable Object> object(byte[] json, String name)
      throws TokenRefusedException {
    try {
      return Collections.unmodifiableMap(StrictJson.object(json));
    } catch (MalformedJsonException malformed) {
      throw TokenRefusedException.unreadable(name + ": " + malformed.getMessage());
    }
  }

  /** The header's members, in which nothing is proved. */
  Map<String, @Nullable Object> header() {
    return header;
  }

  /** The payload's members. To be read only when the signature is good. */
  Map<String, @Nullable Object> claims() throws TokenRefusedException {
    return object(payload, "payload");
  }

  /** What the signature is over. */
  byte[] signingInput() {
    return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), payloadEnd);
  }

  /** The signature as it stands in the token. */
  String signature() {
    return text.substring(payloadEnd + 1);
  }

  /** Names the token without being one: its SHA-256 in hexadecimal digits. */
  String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java platform has SHA-256", impossible);
    }
  }
}
