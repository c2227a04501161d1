package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Every state that a file is in between two calls of the operating system is one that a kill may
 * leave: each holds all that was committed before.
 */
class EngineFileTest {

  private static final int COMMITS = 50;
  private static final int KEYS = 40;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5})
  void whatWasCommittedIsThereAfterAKillAtAnyMoment(long seed) throws IOException {
    Path file = directory.resolve("store.db");
    Random random = new Random(seed);
    int first = 0;
    for (int life = 0; life < 6; life++) {
      List<Moment> moments = new ArrayList<>();
      Watched watched = new Watched(file, moments);
      watched.open(file.toString(), false, null);
      MVStore store = opened(watched);
      // A life of some moments, and one that begins when what the last one left has grown old.
      store.setRetentionTime(life % 2 == 0 ? 45_000 : 0);
      MVMap<Integer, Integer> map = store.openMap("numbers");
      watched.committed = first;
      for (int number = first; number < first + COMMITS; number++) {
        map.put(number, number);
        map.put(random.nextInt(KEYS) - KEYS, random.nextInt());
        store.commit();
        watched.committed = number + 1;
      }
      store.closeImmediately();

      for (Moment moment : moments) {
        assertThat(read(moment))
            .as("seed %d, life %d, after %s", seed, life, moment.write())
            .isGreaterThanOrEqualTo(moment.committed());
      }
      // The next life begins where this one was killed.
      Moment last = moments.get(moments.size() - 1 - random.nextInt(3));
      Files.write(file, last.bytes());
      first = read(last);
    }
  }

  /** How many numbers, from the first on, a file holds. */
  private int read(Moment moment) throws IOException {
    Path copy = directory.resolve("copy.db");
    Files.write(copy, moment.bytes());
    EngineFile plain = new EngineFile(Map.of());
    plain.open(copy.toString(), false, null);
    MVStore store = opened(plain);
    try {
      MVMap<Integer, Integer> map = store.openMap("numbers");
      int count = 0;
      while (map.containsKey(count)) {
        count++;
      }
      return count;
    } finally {
      store.closeImmediately();
    }
  }

  private static MVStore opened(EngineFile file) {
    MVStore store =
        new MVStore.Builder()
            .adoptFileStore(file)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .open();
    store.setVersionsToKeep(0);
    return store;
  }

  /** A file as it was after a call. */
  private record Moment(String write, byte[] bytes, int committed) {}

  /** A file that is looked at after every call. */
  private static final class Watched extends EngineFile {

    private final Path file;
    private final List<Moment> moments;
    private int committed;

    Watched(Path file, List<Moment> moments) {
      super(Map.of());
      this.file = file;
      this.moments = moments;
    }

    @Override
    protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer bytes) {
      int size = bytes.remaining();
      super.writeFully(chunk, position, bytes);
      look("%d bytes at %d of %s".formatted(size, position, chunk == null ? "the header" : chunk));
    }

    @Override
    public void truncate(long size) {
      super.truncate(size);
      look("the cut to %d bytes".formatted(size));
    }

    private void look(String write) {
      try {
        moments.add(new Moment(write, Files.readAllBytes(file), committed));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
