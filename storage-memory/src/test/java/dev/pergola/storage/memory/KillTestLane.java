package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.memory.KillTestRows.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One file after the other, each written by processes that are killed, one after the other. */
final class KillTestLane {

  private static final int KILLS_OF_A_FILE = 100;
  private static final int USUAL_LIFE_MILLIS = 500;

  /**
   * Long enough for some steps of compaction, once the file is older than the engine's retention.
   */
  private static final int LONG_LIFE_MILLIS = 6_000;

  private final Path directory;
  private final boolean deep;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final KillTestTally tally = new KillTestTally();

  /** What the file has to hold: the last write of each key that was acknowledged. */
  private final Map<String, Stored> acknowledged = new HashMap<>();

  /** Keys whose deletion may or may not have happened. */
  private final Set<String> maybeDeleted = new HashSet<>();

  private boolean loaded;

  KillTestLane(Path directory, boolean deep) {
    this.directory = directory;
    this.deep = deep;
  }

  KillTestTally run(int kills) throws Exception {
    Files.createDirectories(directory);
    for (int kill = 0; kill < kills; kill++) {
      if (kill % KILLS_OF_A_FILE == 0) {
        acknowledged.clear();
      }
      Path file = directory.resolve("store" + kill / KILLS_OF_A_FILE + ".db");
      // As if the process had been down for a while: old enough for the room of superseded pages
      // to be used again, which is where an engine loses rows.
      StoreAge.addMinute(file);
      writeAndKill(file, kill);
      check(file, kill);
    }
    return tally;
  }

  private void writeAndKill(Path file, int kill) throws Exception {
    maybeDeleted.clear();
    loaded = false;
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillTestWriter.class.getName(),
                file.toString(),
                Integer.toString(kill),
                Long.toString(random.nextLong()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    KillTestOutput output = KillTestOutput.of(process);
    // Now and then the process dies while it still opens the file.
    if (random.nextInt(8) > 0) {
      output.awaitOpen();
    }
    int life = deep && random.nextInt(8) == 0 ? LONG_LIFE_MILLIS : USUAL_LIFE_MILLIS;
    boolean ended = process.waitFor(random.nextInt(life), TimeUnit.MILLISECONDS);
    assertThat(ended).as("the writer ended on its own, seed %d", seed).isFalse();
    // Not the destroyForcibly of the process, which also throws away what it has printed.
    process.toHandle().destroyForcibly();
    for (String line : output.lines()) {
      loaded |= line.equals(KillTestWriter.LOADED);
      if (tally.count(line)) {
        note(line);
      }
    }
  }

  private void note(String line) {
    if (line.startsWith(KillTestWriter.DELETING)) {
      maybeDeleted.add(line.substring(KillTestWriter.DELETING.length()));
    } else {
      Stored written = Stored.parse(line);
      acknowledged.put(written.key(), written);
    }
  }

  private void check(Path file, int kill) throws IOException {
    if (Files.notExists(file)) {
      // Killed before it had made the file.
      assertThat(acknowledged).isEmpty();
      return;
    }
    Path checked = file;
    if (random.nextBoolean()) {
      // Otherwise every process would begin with a file that this one has put in order.
      checked = directory.resolve("copy.db");
      Files.copy(file, checked, StandardCopyOption.REPLACE_EXISTING);
    }
    Map<String, Stored> found;
    try (EmbeddedStore store = EmbeddedStore.file(checked)) {
      KillTestLoad load = new KillTestLoad(store, kill);
      assertThat(load.rows())
          .as("rows loaded before kill %d, seed %d", kill, seed)
          .isIn(loaded ? Set.of(KillTestLoad.ROWS) : Set.of(0, KillTestLoad.ROWS));
      // An index that the process finished is read as it stands, one that it did not is built.
      KillTestRows rows = KillTestRows.grown(store);
      found = rows.readTable();
      assertThat(rows.readByBucket())
          .as("rows of the index after kill %d, seed %d", kill, seed)
          .containsExactlyInAnyOrderEntriesOf(found);
      assertThat(rows.readByParity())
          .as("rows of the new index after kill %d, seed %d", kill, seed)
          .containsExactlyInAnyOrderEntriesOf(found);
    }
    assertThat(KillTestRows.halves(found))
        .as("halves of transactions after kill %d, seed %d", kill, seed)
        .isEmpty();
    for (Stored expected : List.copyOf(acknowledged.values())) {
      Stored stored = found.get(expected.key());
      assertThat(KillTestRows.isNotOlder(stored, expected, maybeDeleted.contains(expected.key())))
          .as("kill %d, seed %d: acknowledged %s, found %s", kill, seed, expected, stored)
          .isTrue();
    }
    acknowledged.clear();
    acknowledged.putAll(found);
  }
}
