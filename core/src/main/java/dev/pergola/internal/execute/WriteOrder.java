package dev.pergola.internal.execute;

import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the writes of one record on this node happen one after the other, each together with what is
 * told of it, so that subscribers hear of them in the order of their commits. Stores answer several
 * writers in any order, and would commit these one by one in any case. Safe for many threads.
 */
final class WriteOrder {

  private final Map<RecordId, CompletableFuture<@Nullable Void>> last = new ConcurrentHashMap<>();
  private final Executor workers;

  /** An order in which writes that had to wait go on in these threads. */
  WriteOrder(Executor workers) {
    this.workers = workers;
  }

  /** The write when it is its turn. The turn ends with the write if that fails. */
  CompletionStage<Written> write(
      Table table, RowKey key, Supplier<CompletionStage<@Nullable Row>> work) {
    Turn turn = new Turn(new RecordId(table.name(), key), new CompletableFuture<>());
    CompletableFuture<@Nullable Void> before = last.put(turn.id(), turn.over());
    CompletionStage<@Nullable Row> row =
        before == null || before.isDone()
            ? start(work)
            : before.thenComposeAsync(done -> start(work), workers);
    return row.handle(
        (written, failure) -> {
          if (failure != null) {
            end(turn);
            throw Failures.passedOn(failure);
          }
          return new Written(written, () -> end(turn));
        });
  }

  private void end(Turn turn) {
    last.remove(turn.id(), turn.over());
    turn.over().complete(null);
  }

  private static CompletionStage<@Nullable Row> start(
      Supplier<CompletionStage<@Nullable Row>> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  private record RecordId(String table, RowKey key) {}

  private record Turn(RecordId id, CompletableFuture<@Nullable Void> over) {}

  /**
   * A write that has happened.
   *
   * @param row what the mutation answers
   * @param told to be run when subscribers have been told; the next write waits for it
   */
  record Written(@Nullable Row row, Runnable told) {}
}
