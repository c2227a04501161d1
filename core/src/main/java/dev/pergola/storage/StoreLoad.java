package dev.pergola.storage;

import java.util.concurrent.CompletionStage;

/**
 * The filling of empty tables with any number of rows, all or none: nobody sees any of them until
 * {@link #finish} has completed, and if it does not, not even after a crash, none has been there. A
 * store that cannot do that takes out what it has put in, and says so in its own papers. One call
 * at a time.
 */
public interface StoreLoad extends AutoCloseable {

  /**
   * Adds rows; fails when one has a key that came before. After a failure nothing but close helps.
   */
  CompletionStage<Loaded> add(RowBatch batch);

  /**
   * Makes all rows the rows of their tables, with their entries in the indexes. Fails, and changes
   * nothing, when a table has been written to or prepared anew since the load began.
   */
  CompletionStage<Loaded> finish();

  /** Takes everything back unless it is finished. Idempotent, from any thread. */
  @Override
  void close();
}
