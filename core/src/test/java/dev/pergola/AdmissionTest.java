package dev.pergola;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.internal.execute.Cancellation;
import dev.pergola.request.Limits;
import dev.pergola.request.OverloadedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Duration NOT_LONG = Duration.ofMillis(1);

  /** What was handed to the backend's own threads and waits for {@link #turn}. */
  private final Deque<Runnable> handedOver = new ArrayDeque<>();

  private final List<String> started = new ArrayList<>();
  private final Admission admission =
      new Admission(
          Limits.builder().maxConcurrentRequests(2).maxQueued(2).build(), handedOver::add);

  @Test
  void whatFindsAPlaceStartsAtOnceInItsCallersThread() {
    Work first = admit("first");
    Work second = admit("second");

    assertThat(started).containsExactly("first", "second");
    assertThat(handedOver).isEmpty();
    assertThat(first.result).isNotDone();
    second.end();
    assertThat(second.result).isCompletedWithValue("second");
    assertThat(first.result).isNotDone();
  }

  @Test
  void whatFindsNoPlaceWaitsAndIsStartedInOrderByTheBackendsThreads() {
    Work first = admit("first");
    Work second = admit("second");
    admit("third");
    admit("fourth");
    assertThat(started).containsExactly("first", "second");

    second.end();
    assertThat(started).containsExactly("first", "second");
    turn();
    assertThat(started).containsExactly("first", "second", "third");
    first.end();
    turn();

    assertThat(started).containsExactly("first", "second", "third", "fourth");
    assertThat(handedOver).isEmpty();
  }

  @Test
  void whatFindsTheQueueFullIsRefusedBeforeItStarts() {
    Work first = admit("first");
    admit("second");
    admit("third");
    admit("fourth");

    Work fifth = admit("fifth");

    assertThat(failure(fifth.result))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("2 requests are under way and 2 wait.");
    first.end();
    turn();
    Work sixth = admit("sixth");
    assertThat(sixth.result).isNotDone();
    assertThat(started).containsExactly("first", "second", "third");
  }

  @Test
  void aPlaceIsFreeBeforeItsCallerLearnsOfIt() {
    Work first = admit("first");
    admit("second");
    List<String> then = new ArrayList<>();
    var unused = first.result.thenRun(() -> then.add(admit("third").name));

    first.end();

    assertThat(then).containsExactly("third");
    assertThat(started).containsExactly("first", "second", "third");
  }

  @Test
  void workThatFailsOrThrowsFreesItsPlace() {
    CompletableFuture<String> thrown =
        admission.admit(
            () -> {
              throw new IllegalStateException("broken");
            },
            new Cancellation());
    CompletableFuture<String> failed =
        admission.admit(
            () -> CompletableFuture.failedFuture(new IllegalStateException("sad")),
            new Cancellation());

    assertThat(failure(thrown)).hasMessage("broken");
    assertThat(failure(failed)).hasMessage("sad");
    admit("first");
    admit("second");
    assertThat(started).containsExactly("first", "second");
  }

  @Test
  void drainingWaitsForNothingWhenIdle() {
    assertThat(admission.drain(Duration.ofDays(1))).isTrue();
  }

  @Test
  void afterDrainingEverythingIsRefused() {
    admit("first").end();
    admission.drain(NOT_LONG);

    assertThat(failure(admit("second").result))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("The backend is closed.");
    assertThat(started).containsExactly("first");
  }

  @Test
  void whatIsStillQueuedWhenTheTimeIsUpIsRefused() {
    Work first = admit("first");
    Work second = admit("second");
    Work third = admit("third");

    assertThat(admission.drain(NOT_LONG)).isFalse();

    assertThat(failure(third.result)).isInstanceOf(OverloadedException.class);
    assertThat(first.result).isNotDone();
    first.end();
    second.end();
    assertThat(first.result).isCompletedWithValue("first");
    assertThat(handedOver).isEmpty();
    assertThat(started).containsExactly("first", "second");
  }

  @Test
  void drainingEndsWithTheLastWork() {
    Work first = admit("first");
    Work second = admit("second");
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(
            () -> admission.drain(Duration.ofMinutes(1)), task -> new Thread(task).start());

    first.end();
    second.end();

    assertThat(drained.join()).isTrue();
  }

  @Test
  void anInterruptEndsTheWaiting() {
    admit("first");
    Thread.currentThread().interrupt();

    assertThat(admission.drain(Duration.ofDays(1))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whoGoesAwayLeavesThePlaceInTheQueue() {
    Work first = admit("first");
    Work second = admit("second");
    List<Work> waiting = Stream.of("third", "fourth").map(this::admit).toList();
    assertThat(failure(admit("refused").result)).isInstanceOf(OverloadedException.class);

    waiting.get(0).cancel();
    Work next = admit("next");

    assertThat(waiting.get(0).result).isCancelled();
    assertThat(next.result).isNotDone();
    first.end();
    turn();
    second.end();
    turn();
    assertThat(started).containsExactly("first", "second", "fourth", "next");
  }

  @Test
  void neverMoreThanAllowedAtOnceAndAllGetTheirTurn() {
    Limits limits = Limits.builder().maxConcurrentRequests(3).maxQueued(10_000).build();
    Admission busy = new Admission(limits, task -> new Thread(task).start());
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    List<CompletableFuture<Integer>> results =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    busy.admit(
                        () ->
                            CompletableFuture.supplyAsync(
                                () -> {
                                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                  Thread.yield();
                                  now.decrementAndGet();
                                  return i;
                                }),
                        new Cancellation()))
            .toList();

    assertThat(busy.drain(Duration.ofMinutes(1))).isTrue();
    // The last place is free just before its caller learns of it.
    results.forEach(CompletableFuture::join);
    assertThat(most.get()).isBetween(1, 3);
  }

  private Work admit(String name) {
    return new Work(name);
  }

  /** Runs what the backend's threads would run next. */
  private void turn() {
    handedOver.remove().run();
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return future.handle((value, failure) -> failure).join();
  }

  /** Work that ends when told to. */
  private final class Work {

    private final String name;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Cancellation cancellation = new Cancellation();
    private final CompletableFuture<String> result;

    Work(String name) {
      this.name = name;
      this.result =
          admission.admit(
              () -> {
                started.add(name);
                return ended;
              },
              cancellation);
    }

    void cancel() {
      cancellation.cancel();
    }

    void end() {
      ended.complete(name);
    }
  }
}
