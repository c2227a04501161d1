package dev.pergola.conformance.engine;

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
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The store in memory, which waits and fails when it is told to. */
final class FaultyStore implements Store {

  private final Store store = EmbeddedStore.inMemory();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private volatile CompletableFuture<Void> relations = CompletableFuture.completedFuture(null);
  private volatile @Nullable Throwable failure;
  private volatile @Nullable RuntimeException thrown;
  private volatile boolean unreadable;
  private volatile boolean closed;

  /** Calls that begin from now on wait. */
  void hold() {
    gate = new CompletableFuture<>();
  }

  /** What waits goes on, in this thread. */
  void release() {
    CompletableFuture<Void> held = gate;
    gate = CompletableFuture.completedFuture(null);
    held.complete(null);
  }

  /** Reads of relations that begin from now on wait. */
  void holdRelations() {
    relations = new CompletableFuture<>();
  }

  /** Those go on, in this thread. */
  void releaseRelations() {
    CompletableFuture<Void> held = relations;
    relations = CompletableFuture.completedFuture(null);
    held.complete(null);
  }

  /** Those fail, in this thread. */
  void failRelations() {
    CompletableFuture<Void> held = relations;
    relations = CompletableFuture.completedFuture(null);
    held.completeExceptionally(new StoreException("Relations fail, as they were told to."));
  }

  /** Calls fail through their stage; null for no more. */
  void failWith(@Nullable Throwable cause) {
    failure = cause;
  }

  /** Calls throw, against the contract; null for no more. */
  void throwing(@Nullable RuntimeException exception) {
    thrown = exception;
  }

  /** Rows that a get gives cannot be read. */
  void giveUnreadableRows() {
    unreadable = true;
  }

  /** How many calls have begun, preparation aside. */
  int calls() {
    return calls.get();
  }

  boolean closed() {
    return closed;
  }

  @Override
  public CompletionStage<Prepared> prepare(PrepareRequest request) {
    return store.prepare(request);
  }

  @Override
  public CompletionStage<Optional<Row>> get(GetRequest request) {
    return call(() -> store.get(request))
        .thenApply(row -> unreadable ? row.map(Unreadable::new) : row);
  }

  @Override
  public CompletionStage<List<Optional<Row>>> getAll(GetAllRequest request) {
    return call(() -> relations.thenCompose(open -> store.getAll(request)));
  }

  @Override
  public CompletionStage<Page> query(QueryRequest request) {
    return call(() -> store.query(request));
  }

  @Override
  public CompletionStage<List<Page>> queryAll(QueryAllRequest request) {
    return call(() -> relations.thenCompose(open -> store.queryAll(request)));
  }

  @Override
  public CompletionStage<Page> scan(ScanRequest request) {
    return call(() -> store.scan(request));
  }

  @Override
  public CompletionStage<Change> put(PutRequest request) {
    return call(() -> store.put(request));
  }

  @Override
  public CompletionStage<Change> update(UpdateRequest request) {
    return call(() -> store.update(request));
  }

  @Override
  public CompletionStage<Change> delete(DeleteRequest request) {
    return call(() -> store.delete(request));
  }

  @Override
  public CompletionStage<List<Change>> transact(TransactRequest request) {
    return call(() -> store.transact(request));
  }

  @Override
  public CompletionStage<StoreSnapshot> snapshot(SnapshotRequest request) {
    return call(() -> store.snapshot(request));
  }

  @Override
  public CompletionStage<StoreLoad> load(LoadRequest request) {
    return call(() -> store.load(request));
  }

  @Override
  public void close() {
    closed = true;
    store.close();
  }

  private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> work) {
    calls.incrementAndGet();
    if (thrown != null) {
      throw thrown;
    }
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    return gate.thenCompose(open -> work.get());
  }

  private record Unreadable(Row row) implements Row {

    @Override
    public @Nullable Object value(int position) {
      throw new IllegalStateException("secret column " + position);
    }

    @Override
    public boolean has(int position) {
      return row.has(position);
    }
  }
}
