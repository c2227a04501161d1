package dev.pergola.storage.memory;

import dev.pergola.storage.Page;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.StoreSnapshot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A version that stays readable until it is given up; the file keeps its pages as long. */
final class HeldSnapshot implements StoreSnapshot {

  private final Snapshot snapshot;
  private final Consumer<HeldSnapshot> whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Takes over a version that was entered.
   *
   * @param whenClosed told once, when the version has been given up
   */
  HeldSnapshot(Snapshot snapshot, Consumer<HeldSnapshot> whenClosed) {
    this.snapshot = snapshot;
    this.whenClosed = whenClosed;
  }

  @Override
  public CompletionStage<Page> scan(ScanRequest request) {
    // Entered once more, so that closing waits for the page.
    if (closed.get() || !snapshot.enter()) {
      return CompletableFuture.failedFuture(Failures.closedSnapshot());
    }
    try {
      return CompletableFuture.completedFuture(Reads.scan(snapshot, request));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(Failures.of(e));
    } finally {
      snapshot.leave();
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      snapshot.leave();
      whenClosed.accept(this);
    }
  }
}
