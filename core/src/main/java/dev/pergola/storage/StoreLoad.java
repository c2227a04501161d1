package dev.pergola.storage;

import java.util.concurrent.CompletionStage;

/**
 * The filling of tables with any number of rows, all or none: nobody sees any of them until {@link
 * #finish} has completed, and if it does not, not even after a crash, none has been there. A store
 * that cannot do that takes out what it has put in, and says so in its own papers. One call at a
 * time.
 */
public interface StoreLoad extends AutoCloseable {

  /**
   * Adds rows; fails when one has a key that came before. After a failure nothing but close helps.
   */
  CompletionStage<Loaded> add(RowBatch batch);

  /**
   * Makes all rows the rows of their tables, with their entries in the indexes. Rows that were
   * there go, if the load replaces them, also those written since it began; otherwise it fails when
   * a table has been written to. Fails too, and changes nothing, when one has been prepared anew.
   */
  CompletionStage<Loaded> finish();

  /** Takes everything back unless it is finished. Idempotent, from any thread. */
  @Override
  void close();
}
