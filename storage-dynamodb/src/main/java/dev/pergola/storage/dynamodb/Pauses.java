package dev.pergola.storage.dynamodb;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long to wait before the service is asked again. */
@FunctionalInterface
interface Pauses {

  /** Grow from fifty milliseconds to five seconds, each a random part of it (full jitter). */
  Pauses GROWING =
      attempt -> {
        long most = Math.min(5_000, 50L << Math.min(attempt, 10));
        long millis = 1 + ThreadLocalRandom.current().nextLong(most);
        CompletableFuture<Void> pause = new CompletableFuture<>();
        // Not on the timer itself, whose one thread serves all time-outs of the JVM: what follows a
        // pause writes and signs a call, and often the next ones in line.
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
            .execute(() -> pause.complete(null));
        return pause;
      };

  /**
   * Completes when it is time.
   *
   * @param attempt how many attempts have failed, at least 1
   */
  CompletableFuture<Void> before(int attempt);
}
