package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.client.DataClient;
import dev.pergola.client.DataException;
import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.Operation;
import dev.pergola.dsl.Schema;
import dev.pergola.handler.HandlerContext;
import dev.pergola.handler.OperationHandler;
import dev.pergola.model.CustomOperation;
import dev.pergola.request.DataRequest;
import dev.pergola.request.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What handlers do with the backend that they are part of. */
class HandlerClientTest {

  private final FaultyStore store = new FaultyStore();
  private @Nullable Bench open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void aHandlerHasTheRulesOfItsCallerOrNone() {
    Bench bench =
        bench(
            a.string().array(),
            context -> List.of(titles(context.client()), titles(context.adminClient())));
    bench.backend().client(ALICE).model("Note").create(Map.of("title", "of alice")).join();

    assertThat(bench.run(ALICE, "{ask}").data()).isEqualTo("{'ask':['[of alice]','[of alice]']}");
    assertThat(bench.run(BOB, "{ask}").data()).isEqualTo("{'ask':['[]','[of alice]']}");
  }

  @Test
  void whatTheCallerMayNotDoFailsInTheHandler() {
    Bench bench =
        bench(
            a.string(),
            context -> {
              try {
                return context.client().model("Note").delete("n").join();
              } catch (DataException refused) {
                return refused.errorType().orElseThrow();
              }
            });
    bench.backend().client(ALICE).model("Note").create(Map.of("id", "n", "title", "x")).join();

    assertThat(bench.run(BOB, "{ask}").data()).isEqualTo("{'ask':'Unauthorized'}");
    assertThat(bench.backend().client(ALICE).model("Note").get("n").join()).isPresent();
  }

  record Note(String id, String title) {}

  @Test
  void recordsOfACallAreResultsOfAHandler() {
    Bench bench =
        bench(
            a.ref("Note").array(),
            context ->
                context
                    .client()
                    .model(Note.class)
                    .create(Map.of("id", "n", "title", "x"))
                    .start()
                    .thenApply(note -> List.of(note, Optional.of(note))));

    assertThat(bench.run(ALICE, "{ask{id title}}").data())
        .isEqualTo("{'ask':[{'id':'n','title':'x'},{'id':'n','title':'x'}]}");
  }

  @Test
  void aCallOfAHandlerNeedsNoPlaceOfItsOwn() {
    Bench bench =
        bench(
            a.string(),
            context -> titles(context.client()),
            Limits.builder().maxConcurrentRequests(1).maxQueued(1).build());

    assertThat(bench.run(ALICE, "{ask}").data()).isEqualTo("{'ask':'[]'}");
  }

  @Test
  void aHandlerThatTakesTooLongBeginsNothingMore() throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    CompletableFuture<Throwable> later = new CompletableFuture<>();
    Bench bench =
        bench(
            a.string(),
            context -> {
              try {
                return titles(context.client());
              } catch (CancellationException interrupted) {
                ended.complete(interrupted);
                // Clears the flag, or the second call would not even begin.
                boolean flag = Thread.interrupted();
                later.complete(failure(context.client()));
                return String.valueOf(flag);
              }
            },
            Limits.builder().handlerTimeout(Duration.ofMillis(50)).build());
    store.hold();
    int before = store.calls();

    assertThat(bench.run(ALICE, "{ask}").error())
        .startsWith("Lambda:ExecutionTimeoutException at ask");

    assertThat(ended.get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(later.get(10, TimeUnit.SECONDS))
        .isInstanceOf(DataException.class)
        .hasMessage("Execution timed out. (ExecutionTimeout)");
    assertThat(store.calls() - before).isEqualTo(1);
    store.release();
  }

  @Test
  void aCancelledRequestEndsWhatItsHandlerWouldBegin() throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Throwable> result = new CompletableFuture<>();
    Bench bench =
        bench(
            a.string(),
            context -> {
              begun.complete(null);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException told) {
                result.complete(failure(context.client()));
              }
              return null;
            });
    var request = bench.backend().execute(DataRequest.of("{ask}"), ALICE);
    begun.get(10, TimeUnit.SECONDS);

    assertThat(request.cancel(true)).isTrue();

    assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOf(DataException.class);
  }

  @Test
  void anAsynchronousFunctionGoesOnAfterTheAnswer() throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    CompletableFuture<String> result = new CompletableFuture<>();
    OperationHandler later =
        context -> {
          goOn.get(10, TimeUnit.SECONDS);
          result.complete(titles(context.adminClient()));
          return null;
        };
    Schema schema =
        a.schema(
            note(),
            a.mutation("ask")
                .handler(a.handler.function(later).async())
                .authorization(allow.authenticated()));
    open = new Bench(schema, store, builder -> builder);

    assertThat(open.run(ALICE, "mutation{ask{success}}").data())
        .isEqualTo("{'ask':{'success':true}}");
    goOn.complete(null);

    assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("[]");
  }

  @Test
  void aHandlerKnowsItsRequest() {
    AtomicReference<@Nullable HandlerContext> seen = new AtomicReference<>();
    Bench bench =
        bench(
            a.string(),
            context -> {
              seen.set(context);
              return "seen";
            });

    bench.run(
        ALICE, DataRequest.of("{ask}").withHeaders(Map.of("X-Tenant", List.of("acme", "other"))));

    HandlerContext context = seen.get();
    assertThat(context).isNotNull();
    assertThat(context.kind()).isEqualTo(CustomOperation.Kind.QUERY);
    assertThat(context.headers()).containsExactly(Map.entry("x-tenant", List.of("acme", "other")));
    assertThat(context).hasToString("HandlerContext[ask]");
  }

  @Test
  void whatTheCallersOwnClientWasToldIsToldToTheCaller() {
    Bench bench =
        bench(a.ref("Note"), context -> context.client().model("Note").delete("n").join());
    bench.backend().client(ALICE).model("Note").create(Map.of("id", "n", "title", "x")).join();

    assertThat(bench.run(BOB, "{x:ask{id}}").error())
        .isEqualTo("Unauthorized at x: Not Authorized to access deleteNote on type Mutation");

    assertThat(bench.run(ALICE, "{ask{title}}").data()).isEqualTo("{'ask':{'title':'x'}}");
    assertThat(bench.run(ALICE, "{ask{title}}").error())
        .startsWith("Unauthorized at ask: Not Authorized");
  }

  @Test
  void anInputThatDoesNotFitIsToldToTheCaller() {
    Map<String, @Nullable Object> key = new HashMap<>();
    key.put("id", null);
    Bench bench =
        bench(
            a.ref("Note"),
            context -> context.client().model("Note").get(key).start().thenApply(Optional::get));

    assertThat(bench.run(ALICE, "{ask{id}}").error())
        .isEqualTo("at ask: Variable 'id' has coerced Null value for NonNull type 'ID!'");
  }

  @Test
  void severalErrorsOfOneCallAreAllTold() {
    Bench bench =
        bench(
            a.string(),
            context ->
                String.valueOf(
                    context.client().model("Diary").select("pin", "key").get("d").join()));
    bench
        .backend()
        .client(ALICE)
        .model("Diary")
        .create(Map.of("id", "d", "pin", "1", "key", "2"))
        .join();

    assertThat(bench.run(BOB, "{ask}").errors())
        .containsExactly(
            "Unauthorized at ask: Not Authorized to access pin on type Diary",
            "Unauthorized at ask: Not Authorized to access key on type Diary");
  }

  @Test
  void whatTheClientWithoutRulesWasToldStaysInTheLog() {
    Bench bench =
        bench(
            a.ref("Note"),
            context ->
                context.adminClient().model("Note").create(Map.of("id", "n", "title", "y")).join());
    bench.backend().client(ALICE).model("Note").create(Map.of("id", "n", "title", "x")).join();

    Answer answer = bench.run(BOB, "{ask{id}}");

    assertThat(answer.error()).isEqualTo("InternalFailure at ask: Internal error");
    assertThat(answer.text()).doesNotContain("conditional");
  }

  private Bench bench(FieldType type, OperationHandler handler) {
    return bench(type, handler, Limits.defaults());
  }

  private Bench bench(FieldType type, OperationHandler handler, Limits limits) {
    Schema schema =
        a.schema(
            note(),
            a.model("Diary")
                .field("day", a.string())
                .field("pin", a.string().authorization(allow.owner()))
                .field("key", a.string().authorization(allow.owner()))
                .authorization(allow.owner(), allow.authenticated().to(Operation.READ)),
            a.query("ask")
                .returns(type)
                .handler(a.handler.function(handler))
                .authorization(allow.authenticated()));
    open = new Bench(schema, store, builder -> builder.limits(limits));
    return open;
  }

  private static dev.pergola.dsl.Model note() {
    return a.model("Note").field("title", a.string()).authorization(allow.owner());
  }

  private static String titles(DataClient client) {
    return client.model("Note").list().join().items().stream()
        .map(note -> String.valueOf(note.get("title")))
        .toList()
        .toString();
  }

  private static Throwable failure(DataClient client) {
    try {
      return new AssertionError("Read " + titles(client));
    } catch (RuntimeException thrown) {
      return thrown;
    }
  }
}
