package dev.pergola.storage;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a backup is restored (spec: security 9). Immutable; each method gives another value.
 *
 * <pre>{@code
 * try (var file = Files.newInputStream(Path.of("posts.backup"))) {
 *   backend.restore(
 *       file,
 *       RestoreOptions.standard()
 *           .encryptionKey(() -> "a long secret".toCharArray())
 *           .replace(true));
 * }
 * }</pre>
 */
public final class RestoreOptions {

  private static final RestoreOptions STANDARD = new RestoreOptions(null, false);

  private final @Nullable Supplier<char[]> encryptionKey;
  private final boolean replace;

  private RestoreOptions(@Nullable Supplier<char[]> encryptionKey, boolean replace) {
    this.encryptionKey = encryptionKey;
    this.replace = replace;
  }

  /** Plain backups, into tables without records. */
  public static RestoreOptions standard() {
    return STANDARD;
  }

  /**
   * Takes encrypted backups only: those that {@link BackupOptions#encrypted} wrote with this key.
   *
   * @param key asked once for each backup; the array is wiped afterwards
   */
  public RestoreOptions encryptionKey(Supplier<char[]> key) {
    return new RestoreOptions(Objects.requireNonNull(key, "key"), replace);
  }

  /**
   * Whether the records of the backup replace all that are there, also in models of which the
   * backup has none. Without it, a store with records is refused.
   */
  public RestoreOptions replace(boolean newReplace) {
    return new RestoreOptions(encryptionKey, newReplace);
  }

  /** The key, if backups are encrypted. */
  public Optional<Supplier<char[]>> encryptionKey() {
    return Optional.ofNullable(encryptionKey);
  }

  /** Whether records that are there go. */
  public boolean replaces() {
    return replace;
  }
}
