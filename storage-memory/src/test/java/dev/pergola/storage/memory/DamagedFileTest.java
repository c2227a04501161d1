package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.fail;

import dev.pergola.storage.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of a file, what comes of it is rows or a StoreException. */
@Timeout(300)
class DamagedFileTest {

  private static final int DAMAGES = Boolean.getBoolean("pergola.deep") ? 5_000 : 100;

  @TempDir Path directory;

  @Test
  void damageIsEitherNotMetOrSaid() throws IOException {
    byte[] sound = soundFile();
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < DAMAGES; i++) {
      Path file = directory.resolve("damaged.db");
      Files.write(file, damaged(sound, random));
      try {
        useAll(file);
      } catch (StoreException e) {
        // Said.
      } catch (Throwable e) {
        fail("Damage %d of seed %d came through as %s".formatted(i, seed, e), e);
      }
    }
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

  private byte[] soundFile() throws IOException {
    Path file = directory.resolve("sound.db");
    try (EmbeddedStore store = EmbeddedStore.file(file)) {
      Posts posts = Posts.in(store);
      for (int i = 0; i < 300; i++) {
        posts.put("post " + i, "owner " + i % 10, "text ".repeat(i % 30));
      }
    }
    return Files.readAllBytes(file);
  }
}
