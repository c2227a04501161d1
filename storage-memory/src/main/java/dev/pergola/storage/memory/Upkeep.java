package dev.pergola.storage.memory;

import java.util.concurrent.TimeUnit;

/**
 * What the writer does for the file between batches: it commits what {@link Durability#RELAXED} has
 * left open, and compacts a little at a time. Compaction belongs here and nowhere else: run beside
 * the writer it would be a second one.
 */
final class Upkeep {

  private static final long PACE = TimeUnit.SECONDS.toNanos(1);

  /**
   * Superseded pages are kept for 45 s, and the end of a file that compaction moves forward as long
   * again before it is cut off.
   */
  private static final long AFTER_LAST_WRITE = TimeUnit.MINUTES.toNanos(3);

  /** What one step of compaction rewrites at most: little while writes wait for it. */
  private static final int BYTES_WHEN_BUSY = 2 << 20;

  private static final int BYTES_WHEN_IDLE = 16 << 20;

  private final Database database;
  private boolean active;
  private boolean uncommitted;
  private long lastWrite;
  private long due;

  Upkeep(Database database) {
    this.database = database;
  }

  /** Notes that something was written, and whether it is still to be committed. */
  void wrote(boolean open) {
    long now = System.nanoTime();
    if (!active) {
      active = true;
      due = now + PACE;
    }
    lastWrite = now;
    uncommitted = open;
  }

  long nanosUntilDue() {
    return active ? due - System.nanoTime() : Long.MAX_VALUE;
  }

  void run() {
    if (!active || nanosUntilDue() > 0) {
      return;
    }
    // Until the end of this step, so that one that fails is not tried for ever.
    active = false;
    long start = System.nanoTime();
    boolean busy = start - lastWrite < PACE;
    if (database.compact(busy ? BYTES_WHEN_BUSY : BYTES_WHEN_IDLE) || uncommitted) {
      database.commit(false);
      database.publish();
      uncommitted = false;
    }
    due = System.nanoTime() + PACE;
    active = start - lastWrite < AFTER_LAST_WRITE;
  }
}
