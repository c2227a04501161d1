package dev.pergola.internal.execute;

import dev.pergola.internal.execute.WriteOrder.Written;
import dev.pergola.storage.Change;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.Store;
import dev.pergola.storage.TransactRequest;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteFailedException;
import dev.pergola.storage.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes writes that are ready, each when it is its turn among those of its record. */
final class Commits {

  private final WriteOrder order;

  Commits(WriteOrder order) {
    this.order = order;
  }

  /** Makes one write. */
  CompletionStage<Written> one(ReadyWrite write) {
    WriteRequest request = write.request();
    Scope scope = write.call().scope();
    return order.write(
        request.table(),
        request.key(),
        () -> {
          scope.request().checkAlive();
          return start(scope.store(), request)
              .handle(
                  (change, failure) -> {
                    if (failure == null) {
                      return write.answer().apply(change);
                    }
                    Throwable cause = Failures.cause(failure);
                    throw cause instanceof ConditionFailedException failed
                        ? write.refusal().apply(failed)
                        : Failures.passedOn(cause);
                  });
        });
  }

  private static CompletionStage<Change> start(Store store, WriteRequest request) {
    if (request instanceof PutRequest put) {
      return store.put(put);
    }
    return request instanceof UpdateRequest update
        ? store.update(update)
        : store.delete((DeleteRequest) request);
  }

  /**
   * Makes all of these writes, or none. Fails with a {@link RefusedWriteException} when one of them
   * is the reason, such as a condition that did not hold.
   *
   * @param store the store as the transaction asks it
   */
  CompletionStage<List<Written>> all(List<ReadyWrite> writes, Store store) {
    TransactRequest request =
        new TransactRequest(writes.stream().map(ReadyWrite::request).toList());
    RequestContext context = writes.get(0).call().scope().request();
    return order.writeAll(
        request.writes(),
        () -> {
          context.checkAlive();
          return store
              .transact(request)
              .handle(
                  (changes, failure) -> {
                    if (failure == null) {
                      return rows(writes, changes);
                    }
                    throw refused(writes, Failures.cause(failure));
                  });
        });
  }

  private static RuntimeException refused(List<ReadyWrite> writes, Throwable cause) {
    if (cause instanceof ConditionFailedException failed) {
      int number = failed.index();
      return new RefusedWriteException(number, writes.get(number).refusal().apply(failed));
    }
    return cause instanceof WriteFailedException failed
        ? new RefusedWriteException(failed.index(), failed.reason())
        : Failures.passedOn(cause);
  }

  private static List<@Nullable Row> rows(List<ReadyWrite> writes, List<Change> changes) {
    List<@Nullable Row> rows = new ArrayList<>(writes.size());
    for (int i = 0; i < writes.size(); i++) {
      rows.add(writes.get(i).answer().apply(changes.get(i)));
    }
    return rows;
  }
}
