package dev.pergola.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One API key that the backend takes. Only the SHA-256 of the key is kept.
 *
 * <pre>{@code
 * ApiKey key = ApiKey.of("mobile", "da2-hd7k3jx0qhsd8aw2").expiring(Instant.parse("2027-01-01T00:00:00Z"));
 * }</pre>
 */
public final class ApiKey {

  /** A credential of more characters is refused unread, so no key may have more. */
  static final int MAX_LENGTH = 256;

  private static final int MIN_LENGTH = 20;

  private final String id;
  private final byte[] sha256;
  private final @Nullable Instant expires;

  private ApiKey(String id, byte[] sha256, @Nullable Instant expires) {
    this.id = id;
    this.sha256 = sha256;
    this.expires = expires;
  }

  /**
   * A key that does not expire.
   *
   * @param id names the key in logs
   * @param key the key itself, 20 to 256 printable ASCII characters
   * @throws IllegalArgumentException if the key is too short, too long or has other characters
   */
  public static ApiKey of(String id, String key) {
    if (key.length() < MIN_LENGTH
        || key.length() > MAX_LENGTH
        || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "API key '%s' has %d characters; it needs at least %d and at most %d, all printable ASCII without spaces."
              .formatted(id, key.length(), MIN_LENGTH, MAX_LENGTH));
    }
    return new ApiKey(id, digest(key), null);
  }

  /**
   * A key of which only the digest is known, so that the key need not stand in a configuration.
   *
   * @param id names the key in logs
   * @param sha256Hex the SHA-256 of the key's UTF-8 bytes, as 64 hexadecimal digits
   * @throws IllegalArgumentException if it is not such a digest
   */
  public static ApiKey ofSha256(String id, String sha256Hex) {
    if (!sha256Hex.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "API key '%s': a SHA-256 has 64 hexadecimal digits, the given text has %d characters."
              .formatted(id, sha256Hex.length()));
    }
    return new ApiKey(id, HexFormat.of().parseHex(sha256Hex), null);
  }

  /** The same key, refused from this instant on. */
  public ApiKey expiring(Instant at) {
    return new ApiKey(id, sha256, at);
  }

  /** Names the key in logs. */
  public String id() {
    return id;
  }

  /** When the key stops being good; empty when it does not expire. */
  public Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }

  /** Whether a digest is that of this key; takes the same time for every answer. */
  boolean matches(byte[] digest) {
    return MessageDigest.isEqual(sha256, digest);
  }

  static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return "ApiKey[" + id + "]";
  }
}
