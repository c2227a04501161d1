package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PausesTest {

  /** All those of the JVM hang on one thread. */
  @Test
  void whatFollowsAPauseHoldsUpNoTimeOut() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Void> after =
        Pauses.GROWING
            .before(10)
            .thenAccept(
                now -> {
                  begun.countDown();
                  await(end);
                });

    begun.await();
    try {
      assertThat(new CompletableFuture<String>().completeOnTimeout("out", 1, TimeUnit.MILLISECONDS))
          .succeedsWithin(10, TimeUnit.SECONDS);
    } finally {
      end.countDown();
    }
    assertThat(after).succeedsWithin(10, TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
