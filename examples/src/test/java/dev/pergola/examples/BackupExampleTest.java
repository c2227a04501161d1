package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.storage.BackupSummary;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From memory to a file and back. */
class BackupExampleTest {

  @TempDir Path folder;

  @Test
  void whatWasBackedUpIsThereAgain() throws IOException {
    Path file = folder.resolve("posts.backup.gz");
    BackupSummary written;
    try (Pergola backend = backend()) {
      backend
          .execute(
              DataRequest.of(
                  "mutation { createPost(input: {id: \"1\", caption: \"Kept\"}) { id } }"),
              Identity.admin())
          .join();
      written = backUp(backend, file);
    }

    try (Pergola backend = backend()) {
      BackupSummary restored = restore(backend, file);

      assertThat(restored).isEqualTo(written);
      assertThat(restored.rows()).isEqualTo(Map.of("Post", 1L));
      assertThat(
              backend
                  .execute(DataRequest.of("{ getPost(id: \"1\") { caption } }"), Identity.admin())
                  .join()
                  .data())
          .isEqualTo(Map.of("getPost", Map.of("caption", "Kept")));
    }
  }

  // snippet: backup
  static BackupSummary backUp(Pergola backend, Path file) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      return backend.backup(out);
    }
  }

  static BackupSummary restore(Pergola backend, Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return backend.restore(in);
    }
  }

  // end: backup

  private static Pergola backend() {
    return Pergola.builder(Posts.SCHEMA)
        .store(EmbeddedStore.inMemory())
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .build();
  }
}
