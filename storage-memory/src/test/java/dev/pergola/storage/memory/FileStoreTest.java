package dev.pergola.storage.memory;

import dev.pergola.storage.Store;
import dev.pergola.storage.testkit.StoreExam;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest extends StoreExam {

  @TempDir Path directory;

  @Override
  protected Store openStore() {
    return EmbeddedStore.file(directory.resolve("store.db"));
  }
}
