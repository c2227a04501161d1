package dev.pergola.storage;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a backup is written (spec: security 9). Immutable.
 *
 * <pre>{@code
 * try (var file = Files.newOutputStream(Path.of("posts.backup"))) {
 *   backend.backup(file, BackupOptions.encrypted(() -> "a long secret".toCharArray()));
 * }
 * }</pre>
 */
public final class BackupOptions {

  private static final BackupOptions PLAIN = new BackupOptions(null);

  private final @Nullable Supplier<char[]> encryptionKey;

  private BackupOptions(@Nullable Supplier<char[]> encryptionKey) {
    this.encryptionKey = encryptionKey;
  }

  /** Lines of readable text. */
  public static BackupOptions plain() {
    return PLAIN;
  }

  /**
   * Encrypted, so that only who has the key can read the backup, and nobody else can change it or
   * write one that is taken for it: AES-256-GCM, with a key that PBKDF2 makes of this one.
   *
   * @param key asked once for each backup; the array is wiped afterwards
   */
  public static BackupOptions encrypted(Supplier<char[]> key) {
    return new BackupOptions(Objects.requireNonNull(key, "key"));
  }

  /** The key, if the backup is to be encrypted. */
  public Optional<Supplier<char[]>> encryptionKey() {
    return Optional.ofNullable(encryptionKey);
  }
}
