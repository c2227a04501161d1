package dev.pergola.internal.backup;

import dev.pergola.model.Table;
import dev.pergola.storage.BackupException;
import dev.pergola.storage.BackupOptions;
import dev.pergola.storage.BackupSummary;
import dev.pergola.storage.RestoreOptions;
import dev.pergola.storage.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes and restores the backups of one backend's tables. */
public final class Backups {

  private final Store store;
  private final List<Table> tables;
  private final Clock clock;

  /** The backups of these tables, as they were prepared in the store. */
  public Backups(Store store, List<Table> tables, Clock clock) {
    this.store = store;
    this.tables = List.copyOf(tables);
    this.clock = clock;
  }

  /** Writes one, of this moment. */
  public BackupSummary write(OutputStream out, BackupOptions options) throws IOException {
    BackupWriter writer = new BackupWriter(store, tables);
    Supplier<char[]> key = options.encryptionKey().orElse(null);
    if (key == null) {
      return writer.write(clock.instant(), out);
    }
    EncryptingStream encrypting = new EncryptingStream(out, key);
    BackupSummary summary = writer.write(clock.instant(), encrypting);
    encrypting.finish();
    return summary;
  }

  /** Restores one, all of it or nothing. */
  public BackupSummary restore(InputStream in, RestoreOptions options) throws IOException {
    return new BackupReader(store, tables, options.replaces())
        .restore(plain(in, options.encryptionKey().orElse(null)));
  }

  /** The backup without its encryption. */
  private static InputStream plain(InputStream in, @Nullable Supplier<char[]> key)
      throws IOException {
    byte[] start = in.readNBytes(BackupCipher.HEADER_BYTES);
    boolean encrypted = beginsWith(start, BackupCipher.MAGIC);
    if (!encrypted && key == null) {
      return new SequenceInputStream(new ByteArrayInputStream(start), in);
    }
    if (key == null) {
      throw new BackupException(
          "The backup is encrypted. Nothing was restored; give the key that it was written with, by RestoreOptions.encryptionKey.");
    }
    if (!encrypted || start.length < BackupCipher.HEADER_BYTES) {
      // Whoever gives a key counts on nobody else having written the backup.
      throw new BackupException(
          "The backup is not encrypted, or cut off in its first bytes, and a key was given. Nothing was restored; give no key if anybody may have written the backup.");
    }
    return new DecryptingStream(in, start, key);
  }

  private static boolean beginsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** What a stage of the store comes to; its failure is thrown as it is. */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
