package dev.pergola.storage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * SPI. Keeps the rows of tables and finds them by key and index. Safe for use by many threads at
 * once.
 *
 * <p>Visibility: a call sees every write that completed before it started, in the table and in all
 * its indexes. A read never shows half of a write. Writes to one row happen one after the other;
 * each condition is judged against the row as it is at the moment of the write.
 *
 * <p>Durability: when the stage of a write completes normally, the write has reached the store's
 * promise (in memory, operating system, disk, service). When it completes exceptionally with {@link
 * ConditionFailedException} nothing changed.
 *
 * <p>Failures arrive through the stage, never as a thrown exception: {@link
 * ConditionFailedException} or another {@link StoreException}. Names in requests come from the
 * compiled schema; values come from callers and must only ever be bound as values. A request names
 * a table as it was last prepared; another one fails.
 *
 * <p>Keys: rows whose keys are equal as {@link dev.pergola.model.Key} and {@link Values} compare
 * them are one row. A write that would leave an empty string as the partition or the sort key, of
 * the table or of an index, fails. Strings are well-formed Unicode; others are refused. Rows that
 * are older than an index may hold what is no key of it, and are not in it. A store may refuse to
 * change the rest of such a row while it does, with a {@link RefusedValueException} that names the
 * column, and to load it into a table with the index.
 */
public interface Store extends AutoCloseable {

  /**
   * Creates the tables and indexes that are missing and grows those that have gained columns or
   * indexes; a new index holds the rows that are already there. Until it has completed, requests
   * for the tables as they were before are served, and a new index misses none of their writes. A
   * store that ends on the way leaves no half index.
   *
   * <p>Columns and tables that are no longer named keep what they hold. Fails with {@link
   * DestructiveChangeException}, and does nothing at all, when a table that has rows would get
   * another key, or a column that rows hold another type, if the store knows it. Called before any
   * other method, and harmless when repeated.
   */
  CompletionStage<Prepared> prepare(PrepareRequest request);

  /** The row with this key, or empty. */
  CompletionStage<Optional<Row>> get(GetRequest request);

  /**
   * The rows with these keys, or empty for each that is not there, in the order of the keys. All of
   * them as {@link #get} would give them; a key that is no key of the table fails the call.
   */
  CompletionStage<List<Optional<Row>>> getAll(GetAllRequest request);

  /**
   * One page of the rows of one partition, of the table or of an index, in the order of the sort
   * key.
   */
  CompletionStage<Page> query(QueryRequest request);

  /** A page of each part, as {@link #query} would give it, in the order of the parts. */
  CompletionStage<List<Page>> queryAll(QueryAllRequest request);

  /**
   * One page of all rows of a table, in an order of the store's choice that does not change between
   * pages.
   */
  CompletionStage<Page> scan(ScanRequest request);

  /**
   * Writes a whole row if the condition holds for the row that now has its key, or for a row
   * without any column if there is none. {@link PutRequest#create} makes the condition that nothing
   * may be there.
   */
  CompletionStage<Change> put(PutRequest request);

  /**
   * Changes some columns of one row if the condition holds, as {@link #put} says; the rest stays as
   * it is. If there is no row and the condition holds for none, the row is made of its key and the
   * assignments. Fails with {@link RowTooLargeException}, and changes nothing, when the row would
   * be larger than the request allows.
   */
  CompletionStage<Change> update(UpdateRequest request);

  /**
   * Removes one row if the condition holds, as {@link #put} says. If there is no row and the
   * condition holds for none, that is a change from nothing to nothing.
   */
  CompletionStage<Change> delete(DeleteRequest request);

  /**
   * Does several writes, all of them or none: each as {@link #put}, {@link #update} and {@link
   * #delete} say, if the conditions of all hold. Gives the changes in the order of the writes.
   * Fails with a {@link ConditionFailedException} that names a write whose condition did not hold,
   * and with a {@link WriteFailedException} that names a write which alone would have failed for
   * another reason of its own, such as a value that is refused; then nothing changed.
   *
   * <p>A call that starts after the stage has completed sees all of the writes. While it has not,
   * {@link #get} of one row after the other may find some done and others not yet; whether {@link
   * #query}, {@link #scan} and {@link #getAll} may, is for the store to say. Conditions are judged
   * on all rows at one moment.
   *
   * <p>A store may have a most size for all rows of a transaction, as DynamoDB has with 4 MB, and
   * fails with {@link RefusedValueException} beyond it.
   */
  CompletionStage<List<Change>> transact(TransactRequest request);

  /**
   * What a call would take of the service behind the store, if its rows are as large as the store
   * takes them to be. Asks nobody, and comes at once.
   */
  default Estimate estimate(EstimateRequest request) {
    return Estimate.NONE;
  }

  /**
   * A view of tables that stays as it is while the store goes on: what a backup is written from.
   */
  default CompletionStage<StoreSnapshot> snapshot(SnapshotRequest request) {
    return CompletableFuture.failedFuture(
        new StoreException(
            "%s gives no snapshots, so no backup can be written from it; use its own means."
                .formatted(this)));
  }

  /**
   * Begins to fill tables: what a backup is restored by. Fails when one of them has rows that the
   * request does not want replaced.
   */
  default CompletionStage<StoreLoad> load(LoadRequest request) {
    return CompletableFuture.failedFuture(
        new StoreException(
            "%s cannot be loaded, so no backup can be restored into it; use its own means."
                .formatted(this)));
  }

  /**
   * Frees what the store holds, after the writes under way have ended. Idempotent, from any thread;
   * every later call of another method fails through its stage.
   */
  @Override
  void close();
}
