package dev.pergola.conformance.authorization;

import dev.pergola.storage.Store;
import dev.pergola.storage.memory.EmbeddedStore;

class AuthorizationMatrixTest extends AuthorizationMatrixExam {

  @Override
  Store store() {
    return EmbeddedStore.inMemory();
  }

  @Override
  int usualStep() {
    return 2;
  }
}
