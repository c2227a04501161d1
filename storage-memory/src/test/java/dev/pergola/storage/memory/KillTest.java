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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes, again and again, and looks whether the file holds all that the
 * process was told it had written, in the table as in the index. Twenty times in the usual build, a
 * thousand times with {@code -Pdeep}, when some live long enough to compact the file.
 */
class KillTest {

  private static final boolean DEEP = Boolean.getBoolean("pergola.deep");
  private static final int KILLS = DEEP ? 1_000 : 20;
  private static final int KILLS_OF_A_FILE = 100;
  private static final int USUAL_LIFE_MILLIS = 600;

  /**
   * Long enough for some steps of compaction, once the file is older than the engine's retention.
   */
  private static final int LONG_LIFE_MILLIS = 6_000;

  @TempDir Path directory;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** What the file has to hold: the last write of each key that was acknowledged. */
  private final Map<String, Stored> acknowledged = new HashMap<>();

  /** Keys whose deletion may or may not have happened. */
  private final Set<String> maybeDeleted = new HashSet<>();

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    long writes = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % KILLS_OF_A_FILE == 0) {
        acknowledged.clear();
      }
      Path file = directory.resolve("store" + kill / KILLS_OF_A_FILE + ".db");
      // As if the process had been down for a while: old enough for the room of superseded pages
      // to be used again, which is where an engine loses rows.
      StoreAge.addMinute(file);
      writes += writeAndKill(file, kill);
      check(file, kill);
    }

    System.out.printf("%d writes acknowledged in %d processes killed%n", writes, KILLS);
    assertThat(writes).isGreaterThan(KILLS);
  }

  private long writeAndKill(Path file, int kill) throws Exception {
    maybeDeleted.clear();
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
    int life = DEEP && random.nextInt(8) == 0 ? LONG_LIFE_MILLIS : USUAL_LIFE_MILLIS;
    boolean ended = process.waitFor(random.nextInt(life), TimeUnit.MILLISECONDS);
    assertThat(ended).as("the writer ended on its own, seed %d", seed).isFalse();
    // Not the destroyForcibly of the process, which also throws away what it has printed.
    process.toHandle().destroyForcibly();
    List<String> lines = output.lines();
    lines.forEach(this::note);
    return lines.size();
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
    Path checked = file;
    if (random.nextBoolean()) {
      // Otherwise every process would begin with a file that this one has put in order.
      checked = directory.resolve("copy.db");
      Files.copy(file, checked, StandardCopyOption.REPLACE_EXISTING);
    }
    Map<String, Stored> found;
    try (EmbeddedStore store = EmbeddedStore.file(checked)) {
      KillTestRows rows = new KillTestRows(store);
      found = rows.readTable();
      assertThat(rows.readIndex())
          .as("rows of the index after kill %d, seed %d", kill, seed)
          .containsExactlyInAnyOrderEntriesOf(found);
    }
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
