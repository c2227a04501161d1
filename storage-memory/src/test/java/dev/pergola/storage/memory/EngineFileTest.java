package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SFChunk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every state that a file is in between two calls of the operating system, or in the middle of a
 * write, is one that a kill may leave: each holds all that was committed before, also after it was
 * opened and closed.
 */
class EngineFileTest {

  private static final int COMMITS = 50;
  private static final int KEYS = 40;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 106})
  void whatWasCommittedIsThereAfterAKillAtAnyMoment(long seed) throws IOException {
    Path file = directory.resolve("store.db");
    Random random = new Random(seed);
    for (int life = 0; life < 4; life++) {
      List<Moment> moments = new ArrayList<>();
      Watched watched = new Watched(file, moments);
      watched.open(file.toString(), false, null);
      MVStore store = opened(watched);
      // A life of some moments, and one that begins when what the last one left has grown old.
      store.setRetentionTime(life % 2 == 0 ? 45_000 : 0);
      MVMap<Integer, Integer> map = store.openMap("numbers");
      int first = count(map);
      watched.committed = first;
      for (int number = first; number < first + COMMITS; number++) {
        map.put(number, number);
        map.put(random.nextInt(KEYS) - KEYS, random.nextInt());
        store.commit();
        watched.committed = number + 1;
      }
      store.closeImmediately();

      for (Moment moment : moments) {
        Path copy = directory.resolve("copy.db");
        Files.write(copy, moment.bytes());
        for (String reader : List.of("the first reader", "the second reader")) {
          assertThat(count(copy))
              .as("%s, seed %d, life %d, after %s", reader, seed, life, moment.write())
              .isGreaterThanOrEqualTo(moment.committed());
        }
      }
      // The next life begins where this one was killed.
      Moment last = moments.get(moments.size() - 1 - random.nextInt(4));
      Files.write(file, last.bytes());
      if (random.nextBoolean()) {
        count(file);
      }
    }
  }

  /** How many numbers, from the first on, a file holds, which is opened and closed for that. */
  private static int count(Path path) {
    EngineFile plain = new EngineFile(Map.of());
    plain.open(path.toString(), false, null);
    MVStore store = opened(plain);
    int count = count(store.openMap("numbers"));
    store.close();
    return count;
  }

  private static int count(MVMap<Integer, Integer> numbers) {
    int count = 0;
    while (numbers.containsKey(count)) {
      count++;
    }
    return count;
  }

  private static MVStore opened(EngineFile file) {
    MVStore store =
        new MVStore.Builder()
            .adoptFileStore(file)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .open();
    return store;
  }

  /** A file as it was after a call. */
  private record Moment(String write, byte[] bytes, int committed) {}

  /** A file that is looked at after every call. */
  private static final class Watched extends EngineFile {

    private final Path file;
    private final List<Moment> moments;
    private final byte[] begun;
    private int committed;

    Watched(Path file, List<Moment> moments) {
      super(Map.of());
      this.file = file;
      this.moments = moments;
      this.begun = Files.exists(file) ? read() : new byte[0];
    }

    @Override
    protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer bytes) {
      int size = bytes.remaining();
      super.writeFully(chunk, position, bytes);
      if (chunk != null) {
        lookAtHalf((int) position, size, chunk);
      }
      look("%d bytes at %d of %s".formatted(size, position, chunk == null ? "the header" : chunk));
    }

    @Override
    public void truncate(long size) {
      super.truncate(size);
      look("the cut to %d bytes".formatted(size));
    }

    /** The file when only the first half of a chunk had been written. */
    private void lookAtHalf(int position, int size, SFChunk chunk) {
      byte[] before = moments.isEmpty() ? begun : moments.get(moments.size() - 1).bytes();
      byte[] half = read();
      int middle = position + size / 2;
      for (int at = middle; at < Math.min(before.length, position + size); at++) {
        half[at] = before[at];
      }
      half = Arrays.copyOf(half, Math.max(before.length, middle));
      moments.add(new Moment("half of " + chunk, half, committed));
    }

    private void look(String write) {
      moments.add(new Moment(write, read(), committed));
    }

    private byte[] read() {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
