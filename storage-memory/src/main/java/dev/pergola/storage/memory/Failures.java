package dev.pergola.storage.memory;

import dev.pergola.storage.StoreException;
import org.h2.mvstore.MVStoreException;

/** Puts what went wrong below into the words of the SPI. */
final class Failures {

  private Failures() {}

  static StoreException closed() {
    return new StoreException("The store is closed; open another one.");
  }

  static StoreException closedSnapshot() {
    return new StoreException("The snapshot is closed, or its store; take another one.");
  }

  static StoreException closedLoad() {
    return new StoreException("The load is closed; begin another one.");
  }

  static StoreException of(Throwable failure) {
    if (failure instanceof StoreException known) {
      return known;
    }
    if (failure instanceof MVStoreException engine) {
      return new StoreException(
          "The storage engine failed: %s".formatted(engine.getMessage()), engine);
    }
    return new StoreException("The store failed: %s".formatted(failure), failure);
  }
}
