package dev.pergola.internal.execute;

import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the writes of one record on this node happen one after the other, and be told of in the
 * order of their commits. Stores answer several writers in any order, and would commit these one by
 * one in any case. A write waits for the one before, not for what is told of that: what is told
 * takes reading relations, which may take long. Safe for many threads.
 */
final class WriteOrder {

  private final Turns writing = new Turns();
  private final Turns telling = new Turns();
  private final Executor workers;

  /** An order in which what had to wait goes on in these threads. */
  WriteOrder(Executor workers) {
    this.workers = workers;
  }

  /** The write when it is its turn. */
  CompletionStage<Written> write(
      Table table, RowKey key, Supplier<CompletionStage<@Nullable Row>> work) {
    RecordId id = new RecordId(table.name(), key);
    Turn turn = writing.take(id);
    CompletionStage<@Nullable Row> row =
        turn.isNow() ? start(work) : turn.before().thenComposeAsync(done -> start(work), workers);
    return row.handle(
        (written, failure) -> {
          try {
            if (failure != null) {
              throw Failures.passedOn(failure);
            }
            // Taken before the next write may begin, so in the order of the commits.
            return new Written(written, telling.take(id), workers);
          } finally {
            turn.end();
          }
        });
  }

  /**
   * Several writes that are one, of as many records, when it is the turn of all of them.
   *
   * @param work gives their rows in the same order
   */
  CompletionStage<List<Written>> writeAll(
      List<WriteRequest> writes, Supplier<CompletionStage<List<@Nullable Row>>> work) {
    List<RecordId> ids =
        writes.stream().map(write -> new RecordId(write.table().name(), write.key())).toList();
    List<Turn> turns = writing.takeAll(ids);
    CompletionStage<List<@Nullable Row>> rows =
        turns.stream().allMatch(Turn::isNow)
            ? start(work)
            : CompletableFuture.allOf(
                    turns.stream().map(Turn::before).toArray(CompletableFuture<?>[]::new))
                .thenComposeAsync(done -> start(work), workers);
    return rows.handle(
        (written, failure) -> {
          try {
            if (failure != null) {
              throw Failures.passedOn(failure);
            }
            List<Written> all = new ArrayList<>(ids.size());
            for (int i = 0; i < ids.size(); i++) {
              all.add(new Written(written.get(i), telling.take(ids.get(i)), workers));
            }
            return all;
          } finally {
            turns.forEach(Turn::end);
          }
        });
  }

  private static <T extends @Nullable Object> CompletionStage<T> start(
      Supplier<CompletionStage<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  /** A write that has happened. Later ones are told of when this one has been. */
  static final class Written {

    private final @Nullable Row row;
    private final Turn turn;
    private final Executor workers;
    private final AtomicBoolean told = new AtomicBoolean();

    private Written(@Nullable Row row, Turn turn, Executor workers) {
      this.row = row;
      this.turn = turn;
      this.workers = workers;
    }

    /** What the mutation answers. */
    @Nullable Row row() {
      return row;
    }

    /**
     * Tells of it in this way when it is its turn. Has to be called; only the first call counts.
     */
    void tell(Runnable announcement) {
      if (!told.compareAndSet(false, true)) {
        return;
      }
      if (turn.isNow()) {
        tellNow(announcement);
      } else {
        var unused = turn.before().thenRunAsync(() -> tellNow(announcement), workers);
      }
    }

    private void tellNow(Runnable announcement) {
      try {
        announcement.run();
      } finally {
        turn.end();
      }
    }
  }

  private record RecordId(String table, RowKey key) {}

  /** Who comes after whom, for each record. */
  private static final class Turns {

    private final Map<RecordId, CompletableFuture<@Nullable Void>> last = new ConcurrentHashMap<>();

    /**
     * A turn of each. Two that take theirs at a time could wait for each other: one at this record,
     * the other at that.
     */
    synchronized List<Turn> takeAll(List<RecordId> ids) {
      return ids.stream().map(this::take).toList();
    }

    Turn take(RecordId id) {
      CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
      CompletableFuture<@Nullable Void> before = last.put(id, over);
      return new Turn(
          before == null ? CompletableFuture.completedFuture(null) : before,
          () -> {
            last.remove(id, over);
            over.complete(null);
          });
    }
  }

  /**
   * A place among those that wait for a record.
   *
   * @param before completes when it is this one's turn
   * @param over ends it
   */
  private record Turn(CompletableFuture<@Nullable Void> before, Runnable over) {

    boolean isNow() {
      return before.isDone();
    }

    void end() {
      over.run();
    }
  }
}
