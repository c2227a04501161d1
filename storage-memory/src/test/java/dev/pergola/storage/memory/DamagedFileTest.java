package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.pergola.storage.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to the bytes of a file, what comes of it is rows or a StoreException; and all
 * the rows, if it is the end of the file that is missing.
 */
@Timeout(300)
class DamagedFileTest {

  private static final int DAMAGES = Boolean.getBoolean("pergola.deep") ? 5_000 : 100;
  private static final int ROWS = 300;
  private static final int BLOCK = 4096;

  @TempDir Path directory;

  @Test
  void damageIsEitherNotMetOrSaid() throws IOException {
    byte[] sound = soundFile(false);
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < DAMAGES; i++) {
      Path file = damagedFile(damaged(sound, random));
      try {
        useAll(file);
      } catch (StoreException e) {
        // Said.
      } catch (Throwable e) {
        fail("Damage %d of seed %d came through as %s".formatted(i, seed, e), e);
      }
    }
  }

  @Test
  void aClosedFileWithoutItsLastWritesIsRefused() throws IOException {
    for (boolean encrypted : List.of(false, true)) {
      byte[] sound = soundFile(encrypted);
      // The engine's header, two blocks; before it stands that of the encryption.
      int header = encrypted ? 3 * BLOCK : 2 * BLOCK;
      byte[] zeroed = sound.clone();
      Arrays.fill(zeroed, sound.length - 2 * BLOCK, sound.length, (byte) 0);
      byte[] flipped = sound.clone();
      for (int i = header; i < flipped.length; i += 37) {
        flipped[i] ^= 1;
      }

      assertRefused(Arrays.copyOf(sound, sound.length / 2), encrypted);
      assertRefused(Arrays.copyOf(sound, header), encrypted);
      assertRefused(zeroed, encrypted);
      assertRefused(flipped, encrypted);
    }
  }

  @Test
  void aFileThatIsCutOpensWithAllRowsOrNotAtAll() throws IOException {
    byte[] sound = soundFile(false);
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < DAMAGES / 4; i++) {
      // An empty file is a new one.
      int length = 1 + random.nextInt(sound.length);
      Path file = damagedFile(Arrays.copyOf(sound, length));
      try (EmbeddedStore store = open(file, false)) {
        assertThat(Posts.in(store).ids()).as("cut to %d, seed %d", length, seed).hasSize(ROWS);
      } catch (StoreException e) {
        // Said.
      }
    }
  }

  private void assertRefused(byte[] bytes, boolean encrypted) throws IOException {
    Path file = damagedFile(bytes);
    assertThatThrownBy(() -> open(file, encrypted).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is damaged")
        .hasMessageContaining("Restore it from a backup");
    assertThat(file).as("left as it was").hasBinaryContent(bytes);
  }

  private Path damagedFile(byte[] bytes) throws IOException {
    Path file = directory.resolve("damaged.db");
    Files.write(file, bytes);
    return file;
  }

  private static void useAll(Path file) {
    try (EmbeddedStore store = EmbeddedStore.file(file)) {
      Posts posts = Posts.in(store);
      posts.ids().forEach(posts::text);
      for (int owner = 0; owner < 10; owner++) {
        posts.idsOf("owner " + owner);
      }
      posts.put("post 7", "somebody else", "written after the damage");
    }
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int place = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        for (int i = place; i < Math.min(place + 64, bytes.length); i++) {
          bytes[i] = (byte) random.nextInt();
        }
      }
      case 2 -> Arrays.fill(bytes, place, Math.min(place + 4096, bytes.length), (byte) 0);
      default -> bytes = Arrays.copyOf(bytes, place);
    }
    return bytes;
  }

  private byte[] soundFile(boolean encrypted) throws IOException {
    Path file = directory.resolve(encrypted ? "encrypted.db" : "sound.db");
    try (EmbeddedStore store = open(file, encrypted)) {
      Posts posts = Posts.in(store);
      for (int i = 0; i < ROWS; i++) {
        posts.put("post " + i, "owner " + i % 10, "text ".repeat(i % 30));
      }
    }
    return Files.readAllBytes(file);
  }

  private static EmbeddedStore open(Path file, boolean encrypted) {
    EmbeddedStore.Builder builder = EmbeddedStore.builder(file);
    return encrypted ? builder.encryptionKey("key"::toCharArray).open() : builder.open();
  }
}
