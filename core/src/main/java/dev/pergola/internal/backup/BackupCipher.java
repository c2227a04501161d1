package dev.pergola.internal.backup;

import dev.pergola.storage.BackupException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES in Galois/Counter Mode over the parts of a stream, each bound to the stream's own key, to its
 * place, and to whether it is the last: no part can be changed, left out, moved or added, and none
 * is believed before its tag has been compared. Not thread-safe.
 */
final class BackupCipher {

  /** How an encrypted backup begins; a plain one begins with a brace. */
  static final byte[] MAGIC = "pergola-backup-encrypted 1\n".getBytes(StandardCharsets.US_ASCII);

  static final int HEADER_BYTES;

  /** The bytes of a part before it is encrypted; only the last part has fewer. */
  static final int PART_BYTES = 1 << 16;

  static final int TAG_BYTES = 16;

  private static final int SALT_BYTES = 16;
  private static final int PREFIX_BYTES = 7;
  private static final int NONCE_BYTES = PREFIX_BYTES + Integer.BYTES + 1;
  private static final int KEY_BITS = 256;

  /** What OWASP recommends of PBKDF2 with this hash. */
  private static final int ITERATIONS = 600_000;

  static {
    HEADER_BYTES = MAGIC.length + SALT_BYTES + PREFIX_BYTES;
  }

  private final byte[] header;
  private final SecretKey key;
  private int part;

  private BackupCipher(byte[] header, Supplier<char[]> password) {
    this.header = header;
    byte[] salt = Arrays.copyOfRange(header, MAGIC.length, MAGIC.length + SALT_BYTES);
    this.key = derive(password, salt);
  }

  /** A cipher for a new stream. */
  static BackupCipher create(Supplier<char[]> password) {
    byte[] random = new byte[SALT_BYTES + PREFIX_BYTES];
    new SecureRandom().nextBytes(random);
    return new BackupCipher(
        ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).put(random).array(), password);
  }

  /** The cipher of a stream that begins with this header. */
  static BackupCipher of(byte[] header, Supplier<char[]> password) {
    return new BackupCipher(header.clone(), password);
  }

  /** What the stream begins with. */
  byte[] header() {
    return header.clone();
  }

  /** The next part, encrypted. */
  byte[] encrypt(byte[] plain, int length, boolean last) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, last).doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** The next part as it was. */
  byte[] decrypt(byte[] sealed, int length, boolean last) {
    if (length < TAG_BYTES) {
      throw undecipherable(null);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, last).doFinal(sealed, 0, length);
    } catch (AEADBadTagException e) {
      throw undecipherable(e);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private Cipher cipher(int mode, boolean last) throws GeneralSecurityException {
    byte[] nonce =
        ByteBuffer.allocate(NONCE_BYTES)
            .put(header, HEADER_BYTES - PREFIX_BYTES, PREFIX_BYTES)
            .putInt(part)
            .put((byte) (last ? 1 : 0))
            .array();
    part = Math.incrementExact(part);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(header);
    return cipher;
  }

  private static SecretKey derive(Supplier<char[]> password, byte[] salt) {
    char[] given = password.get();
    if (given == null || given.length == 0) {
      throw new BackupException("The supplier of the backup's key gave none; give it the key.");
    }
    PBEKeySpec spec = new PBEKeySpec(given, salt, ITERATIONS, KEY_BITS);
    Arrays.fill(given, '\0');
    try {
      byte[] derived =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      SecretKey key = new SecretKeySpec(derived, "AES");
      Arrays.fill(derived, (byte) 0);
      return key;
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    } finally {
      spec.clearPassword();
    }
  }

  private static BackupException undecipherable(@Nullable Throwable cause) {
    return new BackupException(
        "The backup cannot be decrypted: the key is not the one that it was written with, or the backup was changed or cut off. Nothing was restored.",
        cause);
  }

  private static IllegalStateException unavailable(GeneralSecurityException e) {
    return new IllegalStateException("Every Java platform has AES-GCM and PBKDF2", e);
  }
}
