package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class InFlightTest {

  /** To start a call is to write and sign it, which several processors can do at once. */
  @Test
  void threadsStartCallsSideBySide() throws Exception {
    InFlight inFlight = new InFlight(2);
    CyclicBarrier bothAreStarting = new CyclicBarrier(2);

    CompletableFuture<CompletableFuture<String>> other =
        CompletableFuture.supplyAsync(() -> inFlight.submit(() -> met(bothAreStarting)));
    CompletableFuture<String> own = inFlight.submit(() -> met(bothAreStarting));

    assertThat(own.get(20, TimeUnit.SECONDS)).isEqualTo("met");
    assertThat(other.get(20, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS)).isEqualTo("met");
  }

  private static CompletableFuture<String> met(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
      return CompletableFuture.completedFuture("met");
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      return CompletableFuture.completedFuture("alone");
    }
  }

  @Test
  void noMoreAreUnderWayThanMay() {
    InFlight inFlight = new InFlight(2);
    Queue<CompletableFuture<String>> started = new ArrayDeque<>();
    List<CompletableFuture<String>> results = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      results.add(
          inFlight.submit(
              () -> {
                CompletableFuture<String> call = new CompletableFuture<>();
                started.add(call);
                return call;
              }));
    }

    for (int ended = 0; ended < 5; ended++) {
      assertThat(started).hasSize(Math.min(2, 5 - ended));
      started.remove().complete("done");
    }

    assertThat(results).allSatisfy(result -> assertThat(result).isCompletedWithValue("done"));
  }

  /** Code of the host runs behind a call, on the thread that the call has ended on. */
  @Test
  void whoeverWaitsBehindACallThatEndsAtOnceGetsTheNext() {
    InFlight inFlight = new InFlight(1);
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> before = inFlight.submit(() -> first);
    CompletableFuture<String> both =
        inFlight
            .submit(() -> CompletableFuture.completedFuture("second"))
            .thenApply(
                second ->
                    second
                        + inFlight
                            .submit(() -> CompletableFuture.supplyAsync(() -> ", third"))
                            .join());

    CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> first.complete("first"));

    assertThat(both).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("second, third");
    assertThat(ended).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(before).isCompletedWithValue("first");
  }

  /** Each would else be made further down the stack than the one before it. */
  @Test
  void callsThatEndAtOnceAreMadeOneAfterTheOther() {
    InFlight inFlight = new InFlight(1);
    CompletableFuture<Integer> first = new CompletableFuture<>();
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    results.add(inFlight.submit(() -> first));
    for (int i = 1; i < 100_000; i++) {
      int number = i;
      results.add(inFlight.submit(() -> CompletableFuture.completedFuture(number)));
    }

    first.complete(0);

    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i)).isCompletedWithValue(i);
    }
  }
}
