package dev.pergola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  private static final Duration AFTER = Duration.ofMillis(1);

  /** At the very end of the scale, as it may be: it has no beginning that anybody knows. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

  /** Completes when the timer has nothing more to do. */
  private final CompletableFuture<Void> idle = new CompletableFuture<>();

  private final CountDownLatch looks = new CountDownLatch(20);

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1) {
        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
          looks.countDown();
          if (getQueue().isEmpty()) {
            idle.complete(null);
          }
        }
      };

  private final Alarms alarms = new Alarms(timer, now::get, AFTER);
  private final List<String> rung = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void alarmsRingInTheirOrderButForThoseThatAreCalledOff() throws Exception {
    set("first");
    set("called off").run();
    set("second");
    now.addAndGet(AFTER.toNanos());

    idle.get(60, TimeUnit.SECONDS);
    assertThat(rung).containsExactly("first", "second");
  }

  @Test
  void noneRingsBeforeItsTime() throws Exception {
    set("in time");
    now.addAndGet(AFTER.toNanos() / 2);
    Runnable callOff = set("later");
    now.addAndGet(AFTER.toNanos() / 2);

    // The timer goes on looking after the later one, whose time does not come.
    assertThat(looks.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(rung).containsExactly("in time");
    callOff.run();
    idle.get(60, TimeUnit.SECONDS);
    assertThat(rung).containsExactly("in time");
  }

  @Test
  void oneRingsThatIsSetAfterAllOthersHaveRung() throws Exception {
    Alarms real = new Alarms(timer, System::nanoTime, AFTER);
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Integer> ringing = new CompletableFuture<>();
      int number = i;
      var unused = real.set(() -> ringing.complete(number));

      assertThat(ringing.get(60, TimeUnit.SECONDS)).isEqualTo(i);
    }
  }

  @Test
  void oneThatThrowsIsNoHarmToOthers() throws Exception {
    var unused =
        alarms.set(
            () -> {
              throw new IllegalStateException("of the host's");
            });
    set("rung");
    now.addAndGet(AFTER.toNanos());

    idle.get(60, TimeUnit.SECONDS);
    assertThat(rung).containsExactly("rung");
  }

  @Test
  void theTimerHasOneTaskForAllAlarms() {
    Alarms late = new Alarms(timer, now::get, Duration.ofHours(1));
    for (int i = 0; i < 1_000; i++) {
      Runnable callOff = late.set(() -> rung.add("too soon"));
      if (i % 2 == 0) {
        callOff.run();
        callOff.run();
      }
    }

    assertThat(timer.getQueue()).hasSize(1);
    assertThat(rung).isEmpty();
  }

  @Test
  void theTimerHasNothingToDoOnceAllAreCalledOff() throws Exception {
    List<Runnable> callOffs = List.of(set("called off"), set("called off too"));
    callOffs.forEach(Runnable::run);

    idle.get(60, TimeUnit.SECONDS);
    assertThat(rung).isEmpty();
  }

  @Test
  void aTimerThatFailsOnceIsAskedAgain() throws Exception {
    boolean[] fails = {true};
    ScheduledThreadPoolExecutor failing =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (fails[0]) {
              throw new OutOfMemoryError("no thread");
            }
            return super.schedule(task, delay, unit);
          }
        };
    try {
      Alarms some = new Alarms(failing, System::nanoTime, AFTER);
      assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> some.set(() -> {}));
      fails[0] = false;
      CompletableFuture<String> ringing = new CompletableFuture<>();
      var unused = some.set(() -> ringing.complete("rung"));

      assertThat(ringing.get(60, TimeUnit.SECONDS)).isEqualTo("rung");
    } finally {
      failing.shutdownNow();
    }
  }

  private Runnable set(String name) {
    return alarms.set(() -> rung.add(name));
  }
}
