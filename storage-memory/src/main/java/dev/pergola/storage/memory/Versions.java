package dev.pergola.storage.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** The published version of the tables, and those before it that somebody still reads. */
final class Versions {

  private static final long WAIT_NANOS = 100_000;

  private final MVStore store;
  private final boolean onFile;

  /** Oldest first. For the writer only. */
  private final Deque<Snapshot> inUse = new ArrayDeque<>();

  private volatile Snapshot published;
  private volatile boolean closed;

  Versions(MVStore store, boolean onFile) {
    this.store = store;
    this.onFile = onFile;
    this.published = Snapshot.of(Map.of(), hold());
  }

  Snapshot published() {
    return published;
  }

  /** The published version, to be left after reading. */
  Snapshot enter() {
    Snapshot snapshot = published;
    while (!snapshot.enter()) {
      if (closed) {
        throw Failures.closed();
      }
      snapshot = published;
    }
    return snapshot;
  }

  /** Publishes other tables. */
  void publish(Map<String, TableMaps> tables) {
    publish(Snapshot.of(tables, hold()));
  }

  /** Publishes what was written to these tables. */
  void publish(Iterable<TableMaps> changed) {
    publish(published.next(changed, hold()));
  }

  /** Gives the published version up, and waits until nobody reads any. */
  void close() {
    closed = true;
    published.leave();
    inUse.addLast(published);
    while (!dropUnused()) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
    // The engine drops what nobody holds with a commit, and there may be nothing left to commit.
    store.deregisterVersionUsage(store.registerVersionUsage());
  }

  private void publish(Snapshot snapshot) {
    Snapshot last = published;
    published = snapshot;
    last.leave();
    inUse.addLast(last);
    dropUnused();
  }

  /** Whether that was all. */
  private boolean dropUnused() {
    inUse.removeIf(snapshot -> !snapshot.inUse());
    return inUse.isEmpty();
  }

  private Snapshot.@Nullable Hold hold() {
    return onFile ? new Snapshot.Hold(store) : null;
  }
}
