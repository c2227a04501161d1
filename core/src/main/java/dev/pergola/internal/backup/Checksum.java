package dev.pergola.internal.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 of lines as they come. Not thread-safe. */
final class Checksum {

  private final MessageDigest digest = sha256();

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Takes a line in, with the line feed that ends it. */
  void line(byte[] line) {
    digest.update(line);
    digest.update((byte) '\n');
  }

  /** The digits of all so far; the end of it. */
  String digits() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
