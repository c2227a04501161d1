package dev.pergola.internal.backup;

import dev.pergola.model.Table;
import dev.pergola.storage.BackupSummary;
import dev.pergola.storage.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

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
  public BackupSummary write(OutputStream out) throws IOException {
    return new BackupWriter(store, tables).write(clock.instant(), out);
  }

  /** Restores one, all of it or nothing. */
  public BackupSummary restore(InputStream in) throws IOException {
    return new BackupReader(store, tables).restore(in);
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
