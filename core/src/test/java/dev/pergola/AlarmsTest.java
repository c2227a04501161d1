package dev.pergola;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final List<String> rung = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void alarmsRingInTheirOrderButForThoseThatAreCalledOff() throws Exception {
    Alarms alarms = new Alarms(timer, System::nanoTime, Duration.ofMillis(20));
    CompletableFuture<String> last = new CompletableFuture<>();
    var unused = alarms.set(() -> rung.add("first"));
    alarms.set(() -> rung.add("called off")).run();
    var unusedToo = alarms.set(() -> rung.add("second"));
    var unusedLast = alarms.set(() -> last.complete("last"));

    assertThat(last.get(60, TimeUnit.SECONDS)).isEqualTo("last");
    assertThat(rung).containsExactly("first", "second");
  }

  @Test
  void oneRingsThatIsSetAfterAllOthersHaveRung() throws Exception {
    Alarms alarms = new Alarms(timer, System::nanoTime, Duration.ofMillis(1));
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Integer> now = new CompletableFuture<>();
      int number = i;
      var unused = alarms.set(() -> now.complete(number));

      assertThat(now.get(60, TimeUnit.SECONDS)).isEqualTo(i);
    }
  }

  @Test
  void oneThatThrowsIsNoHarmToOthers() throws Exception {
    Alarms alarms = new Alarms(timer, System::nanoTime, Duration.ofMillis(1));
    CompletableFuture<String> next = new CompletableFuture<>();
    var unused =
        alarms.set(
            () -> {
              throw new IllegalStateException("of the host's");
            });
    var unusedToo = alarms.set(() -> next.complete("rung"));

    assertThat(next.get(60, TimeUnit.SECONDS)).isEqualTo("rung");
  }

  @Test
  void theTimerHasOneTaskForAllAlarms() {
    Alarms alarms = new Alarms(timer, System::nanoTime, Duration.ofHours(1));
    for (int i = 0; i < 1_000; i++) {
      Runnable callOff = alarms.set(() -> rung.add("too soon"));
      if (i % 2 == 0) {
        callOff.run();
        callOff.run();
      }
    }

    assertThat(timer.getQueue()).hasSize(1);
    assertThat(rung).isEmpty();
  }

  @Test
  void nothingIsHeldOnceAllAreCalledOffAndTheirTimeHasPassed() throws Exception {
    long[] now = {0};
    Alarms alarms = new Alarms(timer, () -> now[0], Duration.ofMillis(1));
    alarms.set(() -> rung.add("called off")).run();
    now[0] = Duration.ofSeconds(1).toNanos();
    // The timer's own task ends without a next one.
    timer.shutdown();
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);

    assertThat(timer.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(rung).isEmpty();
  }
}
