package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that creates, updates, deletes, writes pairs of rows in transactions, builds and
 * drops indexes, takes snapshots and loads tables, again and again, and looks whether the file
 * holds all that the process was told it had written, in the table as in the indexes, and of no
 * pair one half. Fifty times in the usual build, a thousand times with {@code -Pdeep}, when some
 * live long enough to compact the file.
 */
class KillTest {

  private static final boolean DEEP = Boolean.getBoolean("pergola.deep");
  private static final int KILLS = DEEP ? 1_000 : 50;

  /** Files that are written and killed side by side, since a process takes its time to start. */
  private static final int LANES = 2;

  @TempDir Path directory;

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    KillTestTally all = new KillTestTally();
    try {
      CompletionService<KillTestTally> lanes = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < LANES; i++) {
        KillTestLane lane = new KillTestLane(directory.resolve("lane" + i), DEEP);
        lanes.submit(() -> lane.run(KILLS / LANES));
      }
      for (int i = 0; i < LANES; i++) {
        all.add(lanes.take().get());
      }
    } finally {
      threads.shutdownNow();
    }

    System.out.printf("%d processes killed, %s%n", KILLS, all);
    assertThat(all.writes()).isGreaterThan(KILLS);
    assertThat(all.pairs()).isPositive();
    assertThat(all.indexes()).isPositive();
    assertThat(all.snapshots()).isPositive();
    assertThat(all.loads()).isPositive();
  }
}
