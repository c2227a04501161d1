package dev.pergola.storage;

import java.util.concurrent.CompletionStage;

/**
 * A view of tables as they were at one moment: every write that had completed by then, in all of
 * them, and none that began later. It costs the store something as long as it is open, such as the
 * room of what has been superseded since. Safe for use by many threads at once.
 */
public interface StoreSnapshot extends AutoCloseable {

  /** One page of all rows of a table, as of {@link Store#scan}, but of that moment. */
  CompletionStage<Page> scan(ScanRequest request);

  /** Gives the view up. Idempotent, from any thread; closing the store does it too. */
  @Override
  void close();
}
