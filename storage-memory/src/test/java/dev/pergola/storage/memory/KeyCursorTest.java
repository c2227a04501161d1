package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyCursorTest {

  @Test
  void anyKeyComesBack() {
    Random random = new Random(1);
    int[] telling = {0, 1, 0xFD, 0xFE, 0xFF};
    for (int i = 0; i < 20_000; i++) {
      byte[] key = new byte[random.nextInt(12)];
      for (int j = 0; j < key.length; j++) {
        key[j] = (byte) telling[random.nextInt(telling.length)];
      }

      assertThat(KeyCursor.key(KeyCursor.of(key))).isEqualTo(key);
    }
  }

  @Test
  void aTextOfNulsIsAsLongAsItIs() {
    byte[] key = new KeyWriter().value("\0".repeat(2_048)).value(-1.5).toBytes();

    assertThat(KeyCursor.of(key)).hasSizeBetween(2_048, 2_080);
  }
}
