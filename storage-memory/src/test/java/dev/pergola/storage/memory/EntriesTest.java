package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {

  private static final int WALKS = 400;

  /** None, one leaf, a branch, and branches of branches. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 1_000, 30_000})
  void walksThroughWhatASortedMapHasInTheRange(int size) {
    Random random = new Random(size);
    try (MVStore store = new MVStore.Builder().open()) {
      MVMap<byte[], byte[]> map =
          store.openMap(
              "map",
              new MVMap.Builder<byte[], byte[]>()
                  .keyType(ByteArrayDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE));
      NavigableMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
      for (int i = 0; i < size; i++) {
        byte[] key = key(random);
        byte[] value = {(byte) i, (byte) (i >> Byte.SIZE)};
        map.put(key, value);
        expected.put(key, value);
      }
      for (int i = 0; i < WALKS; i++) {
        byte[] low = key(random);
        byte[] high = key(random);
        KeyRange range = KeyRange.ALL.behind(low, false).behind(high, true);
        boolean descending = random.nextBoolean();
        // Half of the ranges end before they begin.
        List<byte[]> keys =
            Arrays.compareUnsigned(low, high) >= 0
                ? List.of()
                : List.copyOf(expected.subMap(low, false, high, false).keySet());

        Entries entries = new Entries(map.getRoot(), range, descending);

        assertThat(walk(entries, expected))
            .as("%s to %s", Arrays.toString(low), Arrays.toString(high))
            .containsExactlyElementsOf(descending ? reversed(keys) : keys);
      }
    }
  }

  private static List<byte[]> walk(Entries entries, NavigableMap<byte[], byte[]> expected) {
    List<byte[]> keys = new ArrayList<>();
    while (entries.next()) {
      assertThat(entries.value()).isEqualTo(expected.get(entries.key()));
      keys.add(entries.key());
    }
    assertThat(entries.next()).as("an entry behind the last one").isFalse();
    return keys;
  }

  private static List<byte[]> reversed(List<byte[]> keys) {
    List<byte[]> reversed = new ArrayList<>(keys);
    Collections.reverse(reversed);
    return reversed;
  }

  /** One to four bytes below the one that ends every range. */
  private static byte[] key(Random random) {
    byte[] key = new byte[1 + random.nextInt(4)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) random.nextInt(KeyWriter.ABOVE);
    }
    return key;
  }
}
