package dev.pergola.storage.memory;

import dev.pergola.storage.Store;
import dev.pergola.storage.testkit.StoreExam;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFileStoreTest extends StoreExam {

  @TempDir Path directory;

  @Override
  protected Store openStore() {
    return EmbeddedStore.builder(directory.resolve("store.db"))
        .durability(Durability.RELAXED)
        .encryptionKey(() -> "a key for the exam".toCharArray())
        .open();
  }
}
