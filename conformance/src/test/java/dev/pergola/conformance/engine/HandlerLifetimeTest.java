package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.dsl.CustomCall;
import dev.pergola.dsl.FunctionHandler;
import dev.pergola.dsl.Schema;
import dev.pergola.handler.OperationException;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the code behind custom operations is called, given up, and not called any more. */
class HandlerLifetimeTest {

  private final List<String> called = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aStageThatNeverCompletesIsGivenUp() {
    Limits limits = Limits.builder().handlerTimeout(Duration.ofMillis(50)).build();
    Schema schema =
        with(query(a.handler.function(context -> new CompletableFuture<>()), named("second")));
    try (Bench bench = new Bench(schema, builder -> builder.limits(limits))) {
      assertThat(bench.run(KEY, "{x:ask listPosts{items{id}}}").errors())
          .containsExactly(
              "Lambda:ExecutionTimeoutException at x: Execution timed out after 0.05 seconds");
      assertThat(called).isEmpty();
    }
  }

  @Test
  void whatTheHostWrapsIsUnwrapped() {
    OperationException told = new OperationException("no", "Nope", List.of(1), null);
    Schema schema =
        with(
            query(
                a.handler.function(
                    context ->
                        CompletableFuture.failedStage(
                            new CompletionException(new CompletionException(told))))));
    try (Bench bench = new Bench(schema)) {
      Answer answer = bench.run(KEY, "{x:ask}");

      assertThat(answer.error()).isEqualTo("Nope at x: no");
      assertThat(answer.json().at("/errors/0/data").toString()).isEqualTo("[1]");
    }
  }

  @Test
  void aRequestThatTakesTooLongCallsNothingMore() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Limits limits = Limits.builder().requestTimeout(Duration.ofMillis(300)).build();
    Schema schema = with(query(waiting(new CountDownLatch(1), goOn, ended), named("second")));
    try (Bench bench = new Bench(schema, builder -> builder.limits(limits))) {
      assertThat(bench.run(KEY, "{listPosts{items{id}}}").errors()).isEmpty();

      Answer answer = bench.run(KEY, "{x:ask}");

      assertThat(answer.error()).isEqualTo("ExecutionTimeout: Execution timed out.");
      goOn.countDown();
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
    // A closed backend has nothing under way.
    assertThat(called).containsExactly("first");
  }

  @Test
  void aRequestThatIsCancelledCallsNothingMore() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Schema schema = with(query(waiting(begun, goOn, ended), named("second")));
    try (Bench bench = new Bench(schema)) {
      CompletableFuture<?> running = bench.backend().execute(DataRequest.of("{x:ask}"), KEY);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      running.cancel(false);
      goOn.countDown();
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(called).containsExactly("first");
  }

  @Test
  void aStageThatIsGivenUpIsCancelledAndItsLateResultDropped() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    CompletableFuture<Object> ofItsMaker = new CompletableFuture<>();
    Limits limits = Limits.builder().handlerTimeout(Duration.ofMillis(50)).build();
    Schema schema =
        a.schema(
            query(a.handler.function(context -> stage)),
            a.query("other")
                .returns(a.string())
                .handler(a.handler.function(context -> ofItsMaker.minimalCompletionStage()))
                .authorization(allow.publicApiKey()));
    try (Bench bench = new Bench(schema, builder -> builder.limits(limits))) {
      assertThat(bench.run(KEY, "{ask}").error()).contains("Lambda:ExecutionTimeoutException");
      assertThat(stage).isCancelled();

      assertThat(bench.run(KEY, "{other}").error()).contains("Lambda:ExecutionTimeoutException");
      assertThat(ofItsMaker.complete("late")).isTrue();
    }
  }

  @Test
  void codeThatBlocksIsInterruptedWhenItsTimeIsOver() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Limits limits = Limits.builder().handlerTimeout(Duration.ofMillis(50)).build();
    Schema schema = with(query(hung(new CountDownLatch(1), interrupted)));
    try (Bench bench = new Bench(schema, builder -> builder.limits(limits))) {
      assertThat(bench.run(KEY, "{ask}").error())
          .isEqualTo(
              "Lambda:ExecutionTimeoutException at ask: Execution timed out after 0.05 seconds");
      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  static Stream<Function<Pergola, CompletableFuture<?>>> waysToAsk() {
    DataRequest request = DataRequest.of("{ask}");
    return Stream.of(
        backend -> backend.execute(request, KEY),
        backend -> backend.explain(request, KEY),
        backend -> backend.client(KEY).queries().call("ask").start(),
        backend -> backend.client(KEY).queries().call("ask").explain());
  }

  @ParameterizedTest
  @MethodSource("waysToAsk")
  void codeThatBlocksIsInterruptedWhenItsCallerGoes(Function<Pergola, CompletableFuture<?>> asks)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Bench bench = new Bench(with(query(hung(begun, interrupted))))) {
      CompletableFuture<?> running = asks.apply(bench.backend());
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      running.cancel(true);

      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void codeThatBlocksIsInterruptedWhenTheRequestsTimeIsOver() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Limits limits = Limits.builder().requestTimeout(Duration.ofMillis(200)).build();
    Schema schema = with(query(hung(new CountDownLatch(1), interrupted)));
    try (Bench bench = new Bench(schema, builder -> builder.limits(limits))) {
      assertThat(bench.run(KEY, "{ask}").error()).startsWith("ExecutionTimeout");
      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aStageIsCancelledWhenItsCallerGoes() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CompletableFuture<Object> stage = new CompletableFuture<>();
    var unused = stage.whenComplete((result, failure) -> cancelled.countDown());
    Schema schema =
        with(
            query(
                a.handler.function(
                    context -> {
                      begun.countDown();
                      return stage;
                    })));
    try (Bench bench = new Bench(schema)) {
      CompletableFuture<?> running = bench.backend().execute(DataRequest.of("{ask}"), KEY);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      running.cancel(true);

      assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(stage).isCancelled();
    }
  }

  @Test
  void stagesThatNeverCompleteDoNotKeepOthersOut() {
    Limits limits =
        Limits.builder()
            .maxConcurrentRequests(4)
            .maxQueued(64)
            .handlerTimeout(Duration.ofMillis(50))
            .build();
    Schema schema = with(query(a.handler.function(context -> new CompletableFuture<>())));
    try (Bench bench = new Bench(schema, builder -> builder.limits(limits))) {
      List<CompletableFuture<DataResponse>> hung = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        hung.add(bench.backend().execute(DataRequest.of("{ask}"), KEY));
      }

      assertThat(bench.run(KEY, "{listPosts{items{id}}}").errors()).isEmpty();
      assertThat(hung).allSatisfy(one -> assertThat(one.join().errors()).hasSize(1)).hasSize(64);
    }
  }

  @Test
  void functionsThatNobodyWaitsForAreGivenUpAsWell() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(64);
    Limits limits =
        Limits.builder()
            .maxConcurrentRequests(4)
            .maxQueued(64)
            .handlerTimeout(Duration.ofMillis(50))
            .build();
    CustomCall later =
        a.mutation("later")
            .handler(hung(new CountDownLatch(1), interrupted).async())
            .authorization(allow.publicApiKey());
    Schema schema = a.schema(later, query(named("first")));
    try (Bench bench = new Bench(schema, builder -> builder.limits(limits))) {
      for (int i = 0; i < 64; i++) {
        assertThat(bench.run(KEY, "mutation{later{success}}").errors()).isEmpty();
      }

      assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(bench.run(KEY, "{ask}").data()).isEqualTo("{'ask':'first'}");
    }
  }

  @Test
  void codeThatCannotBeEndedKeepsItsThreadAndNoRequestsPlace() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Limits limits = Limits.builder().maxConcurrentRequests(1).maxQueued(1).build();
    Schema schema = with(query(waiting(begun, goOn, new CountDownLatch(1))));
    try (Bench bench = new Bench(schema, builder -> builder.limits(limits))) {
      CompletableFuture<?> running = bench.backend().execute(DataRequest.of("{ask}"), KEY);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<?> waiting = bench.backend().execute(DataRequest.of("{ask}"), KEY);

      waiting.cancel(true);
      CompletableFuture<DataResponse> next =
          bench.backend().execute(DataRequest.of("{listPosts{items{id}}}"), KEY);
      assertThat(next).isNotDone();
      running.cancel(true);

      assertThat(next.join().errors()).isEmpty();
      goOn.countDown();
    }
    assertThat(called).containsExactly("first");
  }

  @Test
  void mutationsAreCalledInTheirOrderAlsoAfterAFailedOne() {
    CustomCall call =
        a.mutation("note")
            .argument("name", a.string().required())
            .returns(a.string())
            .handler(a.handler.function(context -> noted(context.arguments().get("name"))))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      Answer answer =
          bench.run(KEY, "mutation{a:note(name:\"a\") b:note(name:\"bad\") c:note(name:\"c\")}");

      assertThat(answer.dataBesideErrors()).isEqualTo("{'a':'a','b':null,'c':'c'}");
      assertThat(answer.error()).isEqualTo("at b: bad");
      assertThat(called).containsExactly("a", "bad", "c");
    }
  }

  @Test
  void aMutationThatTakesAllDataWithItIsTheLast() {
    CustomCall call =
        a.mutation("note")
            .argument("name", a.string().required())
            .returns(a.string().required().array().required())
            .handler(
                a.handler.function(
                    context -> Collections.singletonList(noted(context.arguments().get("name")))))
            .authorization(allow.publicApiKey());
    String create = "createPost(input:{id:\"p\"}){id}";
    try (Bench bench = new Bench(with(call))) {
      for (String bad : List.of("bad", "null")) {
        called.clear();

        Answer answer =
            bench.run(
                KEY,
                "mutation{a:note(name:\"a\") b:note(name:\"%s\") c:note(name:\"c\") %s}"
                    .formatted(bad, create));

        assertThat(answer.response().data()).isNull();
        assertThat(answer.error()).startsWith(bad.equals("bad") ? "at b: bad" : "at b/0: Cannot");
        assertThat(called).containsExactly("a", bad);
      }
      assertThat(bench.run(KEY, "{getPost(id:\"p\"){id}}").data()).isEqualTo("{'getPost':null}");
      assertThat(bench.run(KEY, "mutation{a:note(name:\"a\") %s}".formatted(create)).data())
          .isEqualTo("{'a':['a'],'createPost':{'id':'p'}}");
    }
  }

  private FunctionHandler named(String name) {
    return a.handler.function(context -> noted(name));
  }

  private Object noted(Object name) {
    called.add(String.valueOf(name));
    if (name.equals("bad")) {
      throw new OperationException("bad", null);
    }
    return name.equals("null") ? null : name;
  }

  /** A handler that takes no notice of interrupts. */
  private FunctionHandler waiting(CountDownLatch begun, CountDownLatch goOn, CountDownLatch ended) {
    return a.handler.function(
        context -> {
          called.add("first");
          begun.countDown();
          awaitStubbornly(goOn);
          ended.countDown();
          return "done";
        });
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        open = latch.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException ignored) {
        // As code does that nobody can end.
      }
    }
  }

  /** A handler that waits until it is interrupted. */
  private static FunctionHandler hung(CountDownLatch begun, CountDownLatch interrupted) {
    return a.handler.function(
        context -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
            return "never";
          } catch (InterruptedException told) {
            interrupted.countDown();
            throw told;
          }
        });
  }

  private static CustomCall query(FunctionHandler... steps) {
    return a.query("ask").returns(a.string()).handler(steps).authorization(allow.publicApiKey());
  }

  private static Schema with(CustomCall call) {
    return a.schema(
        call, a.model("Post").field("title", a.string()).authorization(allow.publicApiKey()));
  }
}
