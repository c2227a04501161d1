package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.storage.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one writer of a file and the threads around it. */
@Timeout(60)
class ThreadWriterTest {

  @TempDir Path directory;
  private EmbeddedStore store;
  private Posts posts;

  @BeforeEach
  void open() {
    store = EmbeddedStore.file(directory.resolve("store.db"));
    posts = Posts.in(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatACallerDoesAfterAWriteMayWaitForAnotherWrite() {
    CompletionStage<String> chained =
        posts
            .start("1", "ann", "first")
            .thenApply(
                change -> {
                  posts.put("2", "ann", "written while the first answer was given");
                  return Thread.currentThread().getName();
                });

    assertThat(chained.toCompletableFuture().join()).doesNotContain("writer");
    assertThat(posts.ids()).containsExactly("1", "2");
  }

  @Test
  void callersThatWaitInTheirAnswersDoNotHoldUpOthers() {
    CountDownLatch latch = new CountDownLatch(1);
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String id = "waits " + i;
      // In a thread of its own: an answer that is there already is taken by whoever asks for it.
      CompletableFuture<Void> wait = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () ->
                  posts
                      .start(id, "ann", "x")
                      .thenAccept(change -> awaitQuietly(latch))
                      .thenAccept(wait::complete));
      caller.setDaemon(true);
      caller.start();
      waiting.add(wait);
    }

    posts.put("other", "ann", "goes on");
    latch.countDown();

    waiting.forEach(CompletableFuture::join);
    assertThat(posts.ids()).hasSize(4);
  }

  @Test
  void oneThreadMayHaveManyWritesUnderWay() {
    List<CompletionStage<?>> writes = new ArrayList<>();
    IntStream.range(0, 5_000).forEach(i -> writes.add(posts.start("post " + i, "ann", "x")));

    writes.forEach(Posts::await);

    assertThat(posts.ids()).hasSize(5_000);
    assertThat(posts.idsOf("ann")).hasSize(5_000);
  }

  @Test
  void anInterruptedCallerNeitherClosesTheFileNorLosesItsInterrupt() throws Exception {
    // More rows than the cache of pages holds, so that reads go to the file.
    List<CompletionStage<?>> writes = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      writes.add(posts.start("post " + i, "ann", "x".repeat(10_000)));
    }
    writes.forEach(Posts::await);
    store.close();
    store = EmbeddedStore.file(directory.resolve("store.db"));
    posts = Posts.in(store);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Boolean> kept = new AtomicReference<>();
    CountDownLatch reading = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              boolean interrupted = false;
              for (int i = 0; i < 3_000; i++) {
                assertThat(posts.text("post " + i)).isPresent();
                reading.countDown();
                interrupted |= Thread.currentThread().isInterrupted();
              }
              posts.put("by an interrupted thread", "bob", "x");
              kept.set(interrupted && Thread.currentThread().isInterrupted());
            });
    reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));

    reader.start();
    reading.await();
    reader.interrupt();
    reader.join();

    assertThat(failure.get()).isNull();
    assertThat(kept.get()).as("the reader is still interrupted").isTrue();
    assertThat(posts.idsOf("bob")).hasSize(1);
    posts.put("after", "ann", "x");
    assertThat(posts.text("after")).contains("x");
  }

  @Test
  void closingFromAnAnswerEndsTheStore() {
    CompletableFuture<Void> closed =
        posts.start("1", "ann", "x").thenRun(store::close).toCompletableFuture();

    closed.join();

    assertThatThrownBy(() -> posts.put("2", "ann", "x")).isInstanceOf(StoreException.class);
  }

  @Test
  void noThreadOfTheStoreOutlivesIt() throws InterruptedException {
    posts.put("1", "ann", "x");
    List<Thread> writers =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("pergola-writer store.db"))
            .toList();
    assertThat(writers).isNotEmpty().allMatch(Thread::isDaemon);

    store.close();

    for (Thread writer : writers) {
      writer.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(writer.isAlive()).isFalse();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
