package dev.pergola;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.request.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackendThreadsTest {

  @Test
  void anAlarmRingsWhateverOthersAreSet() throws Exception {
    CompletableFuture<String> rung = new CompletableFuture<>();
    try (BackendThreads threads = new BackendThreads(Limits.defaults())) {
      threads.alarm(() -> rung.complete("cancelled"), Duration.ofHours(1)).cancel(false);
      Future<?> late = threads.alarm(() -> rung.complete("late"), Duration.ofHours(2));
      Future<?> unused = threads.alarm(() -> rung.complete("soon"), Duration.ofMillis(20));

      assertThat(rung.get(60, TimeUnit.SECONDS)).isEqualTo("soon");
      assertThat(late.isDone()).isFalse();
    }
  }
}
