package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.pergola.dsl.Schema;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Limits;
import dev.pergola.request.OverloadedException;
import dev.pergola.storage.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that wait, fail, are given up or come too late (spec: security 2, 4 and 11). */
class LifecycleTest {

  private static final Schema SCHEMA =
      a.schema(a.model("Todo").field("title", a.string()).authorization(allow.publicApiKey()));

  private static final String CREATE_TWO =
      "mutation{a:createTodo(input:{id:1}){id} b:createTodo(input:{id:2}){id}}";

  /** A busy machine may not reach the store in the first of them. */
  private static final List<Duration> TIMEOUTS =
      List.of(Duration.ofMillis(20), Duration.ofMillis(400), Duration.ofSeconds(8));

  private final FaultyStore store = new FaultyStore();

  @Test
  void aRequestThatTakesTooLongIsAnsweredAndStartsNothingMore() {
    for (Duration timeout : TIMEOUTS) {
      FaultyStore held = new FaultyStore();
      Limits limits = Limits.builder().requestTimeout(timeout).build();
      try (Bench bench = new Bench(SCHEMA, held, builder -> builder.limits(limits))) {
        held.hold();

        Answer answer = bench.run(KEY, CREATE_TWO);

        if (held.calls() > 0) {
          assertThat(answer.error()).isEqualTo("ExecutionTimeout: Execution timed out.");
          assertThat(answer.json().get("data").isNull()).isTrue();
          held.release();
          // What had begun has been done, and what had not has not begun.
          assertThat(held.calls()).isEqualTo(1);
          return;
        }
      }
    }
    fail("The store was never reached in " + TIMEOUTS);
  }

  @Test
  void aStoreThatAnswersAtOnceIsTimedToo() {
    try (Bench bench = bench(Limits.builder().requestTimeout(Duration.ofNanos(1)).build())) {
      Answer answer = bench.run(KEY, CREATE_TWO);

      assertThat(answer.errors())
          .containsExactly(
              "ExecutionTimeout at a: Execution timed out.",
              "ExecutionTimeout at b: Execution timed out.");
      assertThat(store.calls()).isZero();
    }
  }

  @Test
  void aRequestThatIsCancelledStartsNothingMore() {
    try (Bench bench = bench(Limits.defaults())) {
      store.hold();
      CompletableFuture<DataResponse> response = execute(bench, CREATE_TWO);

      response.cancel(false);
      store.release();

      assertThat(store.calls()).isEqualTo(1);
      assertThat(bench.run(KEY, "{listTodos{items{id}}}").items("listTodos", "id"))
          .containsExactly("1");
    }
  }

  @Test
  void moreThanMayRunOrWaitIsRefused() {
    Limits limits = Limits.builder().maxConcurrentRequests(1).maxQueued(1).build();
    try (Bench bench = bench(limits)) {
      store.hold();
      CompletableFuture<DataResponse> first = execute(bench, "{listTodos{items{id}}}");
      CompletableFuture<DataResponse> second = execute(bench, "{listTodos{items{id}}}");
      CompletableFuture<DataResponse> third = execute(bench, "{listTodos{items{id}}}");

      assertThat(third).isCompletedExceptionally();
      assertThat(third.handle((answer, failure) -> failure).join())
          .isInstanceOf(OverloadedException.class);
      assertThat(first).isNotDone();
      assertThat(second).isNotDone();
      store.release();
      assertThat(first.join().errors()).isEmpty();
      assertThat(second.join().errors()).isEmpty();
    }
  }

  @Test
  void closingWaitsForWhatIsUnderWay() {
    Bench bench = bench(Limits.defaults());
    store.hold();
    CompletableFuture<DataResponse> response = execute(bench, CREATE_TWO);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(bench::close, runner());
    awaitRefusals(bench);

    assertThat(store.closed()).isFalse();
    assertThat(closed).isNotDone();
    store.release();

    assertThat(response.join().errors()).isEmpty();
    closed.join();
    assertThat(store.closed()).isTrue();
  }

  @Test
  void closingDoesNotWaitForEver() {
    Bench bench = new Bench(SCHEMA, store, builder -> builder.drainTimeout(Duration.ofMillis(20)));
    store.hold();
    CompletableFuture<DataResponse> response = execute(bench, CREATE_TWO);

    bench.close();

    assertThat(store.closed()).isTrue();
    store.release();
    // The store is closed, and says so; the request is answered all the same.
    assertThat(response.join().errors())
        .extracting(DataError::errorType)
        .containsOnly("InternalFailure");
  }

  @Test
  void aClosedBackendRefusesAndMayBeClosedAgain() {
    Bench bench = bench(Limits.defaults());
    bench.close();
    bench.close();

    CompletableFuture<DataResponse> response = execute(bench, "{__typename}");

    assertThat(response.handle((answer, failure) -> failure).join())
        .isInstanceOf(OverloadedException.class);
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new StoreException("secret table"),
        new CompletionException(new CompletionException(new StoreException("secret table"))),
        new CompletionException("secret", null),
        new IllegalStateException("secret"),
        new java.io.IOException("secret"),
        new AssertionError("secret"),
        new StackOverflowError("secret"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aStoreThatFailsIsAnErrorOfItsFieldThatTellsNothing(Throwable failure) {
    try (Bench bench = bench(Limits.defaults())) {
      store.failWith(failure);

      Answer answer = bench.run(KEY, "{x:getTodo(id:1){id} __typename}");

      assertThat(answer.error()).isEqualTo("InternalFailure at x: Internal error");
      assertThat(answer.dataBesideErrors()).isEqualTo("{'x':null,'__typename':'Query'}");
      assertThat(answer.text()).doesNotContain("secret", "Exception", "Error\"");
      assertThat(answer.json().get("errors").get(0).get("extensions").get("errorId").asString())
          .matches("[0-9a-f-]{36}");
      for (String mutation :
          List.of(
              "createTodo(input:{id:1}){id}",
              "updateTodo(input:{id:1}){id}",
              "deleteTodo(input:{id:1}){id}")) {
        assertThat(bench.run(KEY, "mutation{x:" + mutation + "}").error())
            .isEqualTo("InternalFailure at x: Internal error");
      }
      assertThat(bench.run(KEY, "{x:listTodos{items{id}}}").error())
          .isEqualTo("InternalFailure at x: Internal error");
      store.failWith(null);
      assertThat(bench.run(KEY, "{getTodo(id:1){id}}").errors()).isEmpty();
    }
  }

  @Test
  void aStoreThatThrowsIsAnErrorOfItsFieldToo() {
    try (Bench bench = bench(Limits.defaults())) {
      store.throwing(new IllegalStateException("secret"));

      Answer answer = bench.run(KEY, CREATE_TWO);

      assertThat(answer.errors())
          .containsExactly(
              "InternalFailure at a: Internal error", "InternalFailure at b: Internal error");
      assertThat(answer.text()).doesNotContain("secret");
    }
  }

  @Test
  void aRowThatCannotBeReadIsAnError() {
    try (Bench bench = bench(Limits.defaults())) {
      bench.run(KEY, CREATE_TWO);
      store.giveUnreadableRows();

      DataResponse response = execute(bench, "{getTodo(id:1){title}}").join();

      assertThat(response.data()).isNull();
      assertThat(response.errors())
          .extracting(DataError::errorType)
          .containsExactly("InternalFailure");
      assertThat(new String(response.toJson()))
          .startsWith("{\"data\":null,\"errors\":[{")
          .doesNotContain("secret");
    }
  }

  @Test
  void aFailedAnswerHasOneErrorIdWhateverItIsReadAs() {
    try (Bench bench = bench(Limits.defaults())) {
      bench.run(KEY, CREATE_TWO);
      store.giveUnreadableRows();

      DataResponse response = execute(bench, "{getTodo(id:1){title}}").join();

      String id = String.valueOf(response.errors().get(0).extensions().get("errorId"));
      assertThat(new String(response.toJson(), UTF_8)).contains(id);
      assertThat(response.toJson()).isEqualTo(response.toJson());
      assertThat(response.toMap().toString()).contains(id);
    }
  }

  private Bench bench(Limits limits) {
    return new Bench(SCHEMA, store, builder -> builder.limits(limits));
  }

  private static CompletableFuture<DataResponse> execute(Bench bench, String query) {
    return bench.backend().execute(DataRequest.of(query), KEY);
  }

  /** Until the backend takes no more requests: closing has begun in another thread. */
  private static void awaitRefusals(Bench bench) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!execute(bench, "{__typename}").isCompletedExceptionally()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static java.util.concurrent.Executor runner() {
    return task -> new Thread(task).start();
  }
}
