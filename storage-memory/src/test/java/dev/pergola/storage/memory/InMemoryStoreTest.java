package dev.pergola.storage.memory;

import dev.pergola.storage.Store;
import dev.pergola.storage.testkit.StoreExam;

class InMemoryStoreTest extends StoreExam {

  @Override
  protected Store openStore() {
    return EmbeddedStore.inMemory();
  }
}
