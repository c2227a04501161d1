package dev.pergola.storage.memory;

import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.LoadRequest;
import dev.pergola.storage.Page;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.SnapshotRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.StoreLoad;
import dev.pergola.storage.StoreSnapshot;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in the host's own process: in memory, or on one file.
 *
 * <p>Reads are answered in the caller's thread and come as completed stages; so do writes in
 * memory. Writes to a file are answered by threads of the store, as soon as {@link Durability} is
 * kept. One store has a file at a time, in one process.
 *
 * <p>Filters by texts are answered from copies of those texts, for which a store takes at most 32
 * MB, or a sixteenth of the heap.
 */
public final class EmbeddedStore implements Store {

  private final Database database;
  private final Reads reads;
  private final Writer writer;
  private final String description;
  private final Set<HeldSnapshot> snapshots = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private EmbeddedStore(Database database, Writer writer, String description) {
    this.database = database;
    this.reads = new Reads(database);
    this.writer = writer;
    this.description = description;
  }

  /** A new, empty store whose rows are gone when it is closed. */
  public static EmbeddedStore inMemory() {
    Database database = Database.inMemory();
    return new EmbeddedStore(database, new LockWriter(database), "in memory");
  }

  /**
   * The store on a file, with {@link Durability#OS} and without encryption; made, readable by this
   * user only, if it is missing.
   *
   * <p>A file that lacks what was on the disk for certain, or makes no sense, is refused as
   * damaged, when it is opened or when the damaged part is read. Rows have no checksums of their
   * own: a bit that turns over inside a text is for the disk and the file system to find, or for
   * {@linkplain dev.pergola.storage.BackupOptions backups}, which have one.
   *
   * @throws StoreException if the file is in use, damaged or not readable; the message says which
   */
  public static EmbeddedStore file(Path file) {
    return builder(file).open();
  }

  /** Starts a store on a file that is to differ from the default of {@link #file}. */
  public static Builder builder(Path file) {
    return new Builder(file);
  }

  @Override
  public CompletionStage<Prepared> prepare(PrepareRequest request) {
    try {
      checkOpen();
      return writer.submitLong(new Preparation(request.tables()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(Failures.of(e));
    }
  }

  @Override
  public CompletionStage<Optional<Row>> get(GetRequest request) {
    return read(() -> reads.get(request));
  }

  @Override
  public CompletionStage<List<Optional<Row>>> getAll(GetAllRequest request) {
    return read(() -> reads.getAll(request));
  }

  @Override
  public CompletionStage<Page> query(QueryRequest request) {
    return read(() -> reads.query(request));
  }

  @Override
  public CompletionStage<List<Page>> queryAll(QueryAllRequest request) {
    return read(() -> reads.queryAll(request));
  }

  @Override
  public CompletionStage<Page> scan(ScanRequest request) {
    return read(() -> reads.scan(request));
  }

  @Override
  public CompletionStage<Change> put(PutRequest request) {
    return write(() -> Writes.one(database.maps(request.table()), request));
  }

  @Override
  public CompletionStage<Change> update(UpdateRequest request) {
    return write(() -> Writes.one(database.maps(request.table()), request));
  }

  @Override
  public CompletionStage<Change> delete(DeleteRequest request) {
    return write(() -> Writes.one(database.maps(request.table()), request));
  }

  /** One version: no read of this store shows some of the writes and not the others. */
  @Override
  public CompletionStage<List<Change>> transact(TransactRequest request) {
    return write(
        () -> Writes.all(request.map(write -> Writes.of(database.maps(write.table()), write))));
  }

  @Override
  public CompletionStage<StoreSnapshot> snapshot(SnapshotRequest request) {
    return read(() -> hold(request));
  }

  private StoreSnapshot hold(SnapshotRequest request) {
    Snapshot version = database.enter();
    HeldSnapshot held = new HeldSnapshot(version, snapshots::remove);
    snapshots.add(held);
    try {
      request.tables().forEach(version::maps);
      // A store that is being closed may have looked through the snapshots before this one came.
      checkOpen();
      return held;
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  @Override
  public CompletionStage<StoreLoad> load(LoadRequest request) {
    return write(() -> writing -> new OpenLoad(writer, Load.begin(writing, request)));
  }

  @Override
  public void close() {
    closed = true;
    snapshots.forEach(HeldSnapshot::close);
    writer.close();
  }

  @Override
  public String toString() {
    return "EmbeddedStore[" + description + "]";
  }

  private <T> CompletionStage<T> read(Supplier<T> read) {
    try {
      checkOpen();
      return CompletableFuture.completedFuture(read.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(Failures.of(e));
    }
  }

  private <T> CompletionStage<T> write(Supplier<Job<T>> job) {
    try {
      checkOpen();
      return writer.submit(job.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(Failures.of(e));
    }
  }

  private void checkOpen() {
    if (closed) {
      throw Failures.closed();
    }
  }

  /** Options of a store on a file. Not thread-safe, and good for one store. */
  public static final class Builder {

    private final Path file;
    private Durability durability = Durability.OS;
    private @Nullable Supplier<char[]> encryptionKey;

    private Builder(Path file) {
      this.file = file;
    }

    /** What an answered write has survived; {@link Durability#OS} if not called. */
    public Builder durability(Durability newDurability) {
      durability = newDurability;
      return this;
    }

    /**
     * Encrypts the file with AES. The key is asked for once, when the store is opened, and the
     * array is wiped after use. It should be random and long: it is not made harder to guess.
     */
    public Builder encryptionKey(Supplier<char[]> newKey) {
      encryptionKey = newKey;
      return this;
    }

    /**
     * Opens the store.
     *
     * @throws StoreException as {@link EmbeddedStore#file} says
     */
    public EmbeddedStore open() {
      StoreFile storeFile = StoreFile.create(file);
      Database database = storeFile.open(encryptionKey);
      String name = String.valueOf(storeFile.path().getFileName());
      ThreadWriter writer =
          new ThreadWriter(database, durability, name, () -> OpenFiles.leave(storeFile.path()));
      writer.start();
      return new EmbeddedStore(database, writer, "on " + storeFile.path());
    }
  }
}
