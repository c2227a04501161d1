package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.storage.StoreException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may read which version, and when a version is free. */
@Timeout(60)
class VersionsTest {

  @TempDir Path directory;
  private MVStore engine;
  private Versions versions;

  @BeforeEach
  void open() {
    engine = new MVStore.Builder().fileName(directory.resolve("store.db").toString()).open();
    versions = new Versions(engine, true);
  }

  @AfterEach
  void close() {
    engine.closeImmediately();
  }

  @Test
  void aVersionIsInUseWhileItIsPublishedOrSomebodyReadsIt() {
    Snapshot first = versions.enter();
    versions.publish(Map.of());
    assertThat(first.inUse()).isTrue();

    first.leave();

    assertThat(first.inUse()).isFalse();
    assertThat(first.enter()).isFalse();
    assertThat(versions.published().inUse()).isTrue();
  }

  @Test
  void nobodyEntersAfterTheEnd() {
    versions.close();

    assertThatThrownBy(versions::enter)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void theEndWaitsForThoseWhoRead() throws InterruptedException {
    Snapshot old = versions.enter();
    versions.publish(Map.of());
    Snapshot last = versions.enter();
    CountDownLatch closed = new CountDownLatch(1);
    Thread closing =
        new Thread(
            () -> {
              versions.close();
              closed.countDown();
            });

    closing.start();
    last.leave();
    while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(closed.getCount()).as("ends that are still waited for").isEqualTo(1);
    old.leave();

    closed.await();
    closing.join();
  }
}
