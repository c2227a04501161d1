package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.EDITOR;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.UnsupportedSchemaException;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.CustomCall;
import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaPart;
import dev.pergola.handler.HandlerContext;
import dev.pergola.handler.OperationException;
import dev.pergola.handler.OperationHandler;
import dev.pergola.model.Behavior;
import dev.pergola.request.DataRequest;
import dev.pergola.request.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Custom queries and mutations (spec: runtime E). */
class OperationsTest {

  private enum Word {
    UP
  }

  @Test
  void aHandlerGetsWhatWasSentAndWhoCalls() {
    AtomicReference<@Nullable HandlerContext> seen = new AtomicReference<>();
    CustomCall echo =
        a.query("echo")
            .argument("msg", a.string().required())
            .argument("n", a.integer())
            .argument("gone", a.integer())
            .argument("meta", a.json())
            .argument("spot", a.ref("Spot"))
            .argument("mood", a.ref("Mood").array())
            .returns(a.string())
            .handler(
                a.handler.function(
                    context -> {
                      seen.set(context);
                      return "pong";
                    }))
            .authorization(allow.authenticated());
    try (Bench bench = new Bench(with(echo))) {
      assertThat(
              bench
                  .run(
                      ALICE,
                      "{x:echo(msg:\"hi\",n:null,meta:\"{\\\"k\\\":1}\",spot:{lat:1.5,tags:[\"t\"]},mood:[GLAD,null])}")
                  .data())
          .isEqualTo("{'x':'pong'}");
    }

    HandlerContext context = seen.get();
    Map<String, @Nullable Object> expected = new HashMap<>();
    expected.put("msg", "hi");
    expected.put("n", null);
    expected.put("meta", Map.of("k", 1L));
    expected.put("spot", Map.of("lat", 1.5, "tags", List.of("t")));
    expected.put("mood", Arrays.asList("GLAD", null));
    assertThat(context.arguments()).isEqualTo(expected);
    assertThat(context.operation()).isEqualTo("echo");
    assertThat(context.identity()).isEqualTo(ALICE);
    assertThat(context.previous()).isNull();
  }

  static Stream<Arguments> results() {
    return Stream.of(
        result(a.string(), "text", "'text'"),
        result(a.string(), null, "null"),
        result(a.integer(), 7, "7"),
        result(a.integer(), (byte) 7, "7"),
        result(a.floating(), 2, "2.0"),
        result(a.bool(), true, "true"),
        result(a.id(), 7, "'7'"),
        result(a.datetime(), "2024-01-01T00:00Z", "'2024-01-01T00:00Z'"),
        result(a.json(), Map.of("k", List.of(1)), "'{\\'k\\':[1]}'"),
        result(a.json(), "text", "'\\'text\\''"),
        result(a.ref("Mood"), "GLAD", "'GLAD'"),
        // The name of a constant is a text.
        result(a.string(), Word.UP, "'UP'"),
        result(a.ref("Mood"), "MAD", "null", "at x: Can't serialize"),
        result(a.integer(), "7", "null", "at x: Can't serialize"),
        result(a.integer(), 1L << 40, "null", "at x: Can't serialize"),
        result(a.floating(), Double.NaN, "null", "at x: Can't serialize"),
        result(a.string().array(), List.of("a", "b"), "['a','b']"),
        result(a.string().array(), Collections.singleton("a"), "['a']"),
        result(a.string().array(), new Object[] {"a", null}, "['a',null]"),
        result(a.integer().array(), new int[] {1, 2}, "[1,2]"),
        result(a.integer().array(), new long[] {3}, "[3]"),
        result(a.floating().array(), new double[] {4.5}, "[4.5]"),
        result(a.string().array(), "a", "null", "at x: Can't resolve value"),
        result(
            a.string().required().array(),
            Arrays.asList("a", null),
            "null",
            "at x/1: Cannot return null for non-nullable type"));
  }

  @ParameterizedTest
  @MethodSource("results")
  void aResultBecomesTheDeclaredType(
      FieldType type, @Nullable Object given, String json, @Nullable String error) {
    try (Bench bench = new Bench(with(query(type, context -> given)))) {
      Answer answer = bench.run(KEY, "{x:ask}");

      assertThat(answer.json().get("data").toString().replace('"', '\''))
          .isEqualTo("{'x':" + json + "}");
      if (error == null) {
        assertThat(answer.errors()).isEmpty();
      } else {
        assertThat(answer.error()).startsWith(error);
      }
    }
  }

  @Test
  void aNullForARequiredResultTakesAllData() {
    try (Bench bench = new Bench(with(query(a.integer().required(), context -> null)))) {
      Answer answer = bench.run(KEY, "{__typename x:ask}");

      assertThat(answer.response().data()).isNull();
      assertThat(answer.error())
          .isEqualTo(
              "at x: Cannot return null for non-nullable type: 'Int' within parent 'Query' (/x)");
    }
    OperationHandler failing =
        context -> {
          throw new OperationException("no", "Nope");
        };
    try (Bench bench = new Bench(with(query(a.integer().required(), failing)))) {
      Answer answer = bench.run(KEY, "{__typename x:ask}");

      assertThat(answer.response().data()).isNull();
      assertThat(answer.error()).isEqualTo("Nope at x: no");
    }
  }

  @Test
  void objectsAreAnsweredByTheirFields() {
    Map<String, Object> spot = Map.of("lat", 1, "more", "dropped", "tags", new String[] {"a"});
    try (Bench bench = new Bench(with(query(a.ref("Spot"), context -> spot)))) {
      assertThat(bench.run(KEY, "{x:ask{__typename lat label tags}}").data())
          .isEqualTo("{'x':{'__typename':'Spot','lat':1.0,'label':null,'tags':['a']}}");
    }
    try (Bench bench =
        new Bench(with(query(a.ref("Spot"), context -> Map.of("label", "no lat"))))) {
      Answer answer = bench.run(KEY, "{x:ask{label lat}}");
      assertThat(answer.dataBesideErrors()).isEqualTo("{'x':null}");
      assertThat(answer.error()).startsWith("at x/lat: Cannot return null for non-nullable type");
    }
  }

  @Test
  void recordsLeadToTheirRelations() {
    OperationHandler handler =
        context ->
            Arrays.asList(
                Map.of("id", "p1", "title", "from the handler"), null, Map.of("id", "none"));
    try (Bench bench = new Bench(with(query(a.ref("Post").array(), handler)))) {
      bench.run(KEY, "mutation{createComment(input:{id:\"c\",postId:\"p1\"}){id}}");

      Answer answer = bench.run(KEY, "{x:ask{id title comments{items{id}}}}");

      assertThat(answer.data())
          .isEqualTo(
              "{'x':[{'id':'p1','title':'from the handler','comments':{'items':[{'id':'c'}]}},null,"
                  + "{'id':'none','title':null,'comments':{'items':[]}}]}");
    }
    try (Bench bench = new Bench(with(query(a.ref("Post"), context -> Map.of("title", "no id"))))) {
      Answer answer = bench.run(KEY, "{x:ask{title}}");
      assertThat(answer.data()).isEqualTo("{'x':{'title':'no id'}}");
      assertThat(bench.run(KEY, "{x:ask{id}}").error()).startsWith("at x/id: Cannot return null");
    }
  }

  @Test
  void rulesHoldBeforeTheFirstStep() {
    List<Identity> called = new ArrayList<>();
    CustomCall call =
        a.mutation("ask")
            .returns(a.string())
            .handler(
                a.handler.function(
                    context -> {
                      called.add(context.identity());
                      return "ok";
                    }))
            .authorization(allow.group("Editors"), allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      Answer refused = bench.run(ALICE, "mutation{x:ask}");

      assertThat(refused.dataBesideErrors()).isEqualTo("{'x':null}");
      assertThat(refused.error())
          .isEqualTo("Unauthorized at x: Not Authorized to access ask on type Mutation");
      assertThat(called).isEmpty();
      assertThat(bench.run(EDITOR, "mutation{x:ask}").data()).isEqualTo("{'x':'ok'}");
      assertThat(bench.run(KEY, "mutation{x:ask}").data()).isEqualTo("{'x':'ok'}");
      assertThat(called).containsExactly(EDITOR, KEY);
    }
  }

  @Test
  void stepsPassTheirResultsOn() {
    CustomCall call =
        a.query("ask")
            .argument("x", a.integer().required())
            .returns(a.integer())
            .handler(
                a.handler.function(
                    context ->
                        CompletableFuture.supplyAsync(
                            () -> (Integer) context.arguments().get("x") + 1)),
                a.handler.function(context -> ((Number) context.previous()).intValue() * 2))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      assertThat(bench.run(KEY, "{a:ask(x:3) b:ask(x:4)}").data()).isEqualTo("{'a':8,'b':10}");
    }
  }

  @Test
  void stepsShareAStashOfTheirCall() {
    CustomCall call =
        a.query("ask")
            .argument("x", a.integer().required())
            .returns(a.string())
            .handler(
                a.handler.function(
                    context -> context.stash().putIfAbsent("x", context.arguments().get("x"))),
                a.handler.function(
                    context -> context.previous() + " then " + context.stash().get("x")))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      assertThat(bench.run(KEY, "{a:ask(x:3) b:ask(x:4)}").data())
          .isEqualTo("{'a':'null then 3','b':'null then 4'}");
    }
  }

  @Test
  void aStepMayEndTheCallOrRefuseTheCaller() {
    CustomCall call =
        a.query("ask")
            .argument("how", a.string())
            .returns(a.string())
            .handler(
                a.handler.function(
                    context -> {
                      if ("refuse".equals(context.arguments().get("how"))) {
                        throw context.unauthorized();
                      }
                      Object how = context.arguments().get("how");
                      return "later".equals(how)
                          ? CompletableFuture.completedFuture(context.earlyReturn("early"))
                          : "null".equals(how) ? context.earlyReturn(null) : "first";
                    }),
                a.handler.function(context -> context.previous() + " second"))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      assertThat(bench.run(KEY, "{a:ask b:ask(how:\"later\") c:ask(how:\"null\")}").data())
          .isEqualTo("{'a':'first second','b':'early','c':null}");
      assertThat(bench.run(KEY, "{x:ask(how:\"refuse\")}").error())
          .isEqualTo("Unauthorized at x: Not Authorized to access ask on type Query");
    }
  }

  @Test
  void whatAFunctionThrowsIsToldWhereTheOriginalTellsIt() {
    CustomCall call =
        a.query("ask")
            .argument("how", a.string())
            .returns(a.string())
            .handler(a.handler.function(context -> fail(context.arguments().get("how"))))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call), builder -> builder.behavior(Behavior.APPSYNC))) {
      for (String told : new String[] {"runtime", "checked"}) {
        Answer answer = bench.run(KEY, "{x:ask(how:\"%s\")}".formatted(told));
        assertThat(answer.error()).startsWith("Lambda:Unhandled at x: ").contains("secret");
      }
      assertThat(bench.run(KEY, "{x:ask(how:\"told\")}").error()).isEqualTo("Nope at x: boom");
      assertThat(bench.run(KEY, "{x:ask(how:\"error\")}").error())
          .isEqualTo("InternalFailure at x: Internal error");
    }
  }

  @Test
  void aStepMayTellOfFailuresAndGoOn() {
    CustomCall call =
        a.query("ask")
            .argument("fails", a.bool())
            .returns(a.string())
            .handler(
                a.handler.function(
                    context -> {
                      context.appendError(new OperationException("one", "First"));
                      return "first";
                    }),
                a.handler.function(
                    context -> {
                      context.appendError(new OperationException("two", null));
                      if (Boolean.TRUE.equals(context.arguments().get("fails"))) {
                        throw new OperationException("three", "Last");
                      }
                      return context.previous() + " second";
                    }))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      Answer answered = bench.run(KEY, "{x:ask}");
      assertThat(answered.dataBesideErrors()).isEqualTo("{'x':'first second'}");
      assertThat(answered.errors()).containsExactly("First at x: one", "at x: two");
      Answer failed = bench.run(KEY, "{x:ask(fails:true)}");
      assertThat(failed.dataBesideErrors()).isEqualTo("{'x':null}");
      assertThat(failed.errors())
          .containsExactly("First at x: one", "at x: two", "Last at x: three");
    }
  }

  @Test
  void nobodyIsToldWhatAFunctionAppendsThatNobodyWaitsFor() {
    CountDownLatch appended = new CountDownLatch(1);
    CustomCall call =
        a.mutation("later")
            .returns(a.string())
            .handler(
                a.handler
                    .function(
                        context -> {
                          context.stash().put("seen", true);
                          context.appendError(new OperationException("for nobody", null));
                          appended.countDown();
                          return null;
                        })
                    .async(),
                a.handler.function(
                    context -> {
                      assertThat(appended.await(10, TimeUnit.SECONDS)).isTrue();
                      assertThat(context.stash()).containsKey("seen");
                      return "done";
                    }))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      assertThat(bench.run(KEY, "mutation{later}").data()).isEqualTo("{'later':'done'}");
    }
  }

  @Test
  void theFirstHundredOfTheFailuresAreTold() {
    CustomCall call =
        a.query("ask")
            .returns(a.string())
            .handler(
                a.handler.function(
                    context -> {
                      for (int i = 0; i < 1_000; i++) {
                        context.appendError(new OperationException("no " + i, null));
                      }
                      return "done";
                    }))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      assertThat(bench.run(KEY, "{ask}").errors()).hasSize(100).endsWith("at ask: no 99");
    }
  }

  @Test
  void aStepKnowsWhatIsAskedOfItsResult() {
    Map<String, List<String>> asked = new ConcurrentHashMap<>();
    OperationHandler asking =
        context -> {
          asked.put(context.operation(), context.selection());
          return null;
        };
    Schema schema =
        with(
            a.query("posts")
                .returns(a.ref("Post").array())
                .handler(a.handler.function(asking))
                .authorization(allow.publicApiKey()),
            a.query("spot")
                .returns(a.ref("Spot"))
                .handler(a.handler.function(asking))
                .authorization(allow.publicApiKey()),
            a.query("word")
                .returns(a.string())
                .handler(a.handler.function(asking))
                .authorization(allow.publicApiKey()));
    try (Bench bench = new Bench(schema)) {
      assertThat(
              bench
                  .run(
                      KEY,
                      "{posts{name:title ...C} spot{lat l:label} word}"
                          + " fragment C on Post{comments{items{post{id}} nextToken}}")
                  .data())
          .isEqualTo("{'posts':null,'spot':null,'word':null}");
    }
    assertThat(asked)
        .isEqualTo(
            Map.of(
                "posts",
                List.of(
                    "name",
                    "comments",
                    "comments/items",
                    "comments/items/post",
                    "comments/items/post/id",
                    "comments/nextToken"),
                "spot",
                List.of("lat", "l"),
                "word",
                List.of()));
  }

  @Test
  void aFailureEndsTheSteps() {
    List<String> called = Collections.synchronizedList(new ArrayList<>());
    CustomCall call =
        a.query("ask")
            .argument("how", a.string())
            .returns(a.string())
            .handler(
                a.handler.function(context -> fail(context.arguments().get("how"))),
                a.handler.function(
                    context -> {
                      called.add("second");
                      return "done";
                    }))
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      Answer told = bench.run(KEY, "{x:ask(how:\"told\")}");
      assertThat(told.error()).isEqualTo("Nope at x: boom");
      assertThat(told.json().at("/errors/0/data").toString()).isEqualTo("{\"k\":1}");
      assertThat(told.json().at("/errors/0/errorInfo").toString()).isEqualTo("\"info\"");
      assertThat(bench.run(KEY, "{x:ask(how:\"stage\")}").error()).isEqualTo("at x: later");
      for (String hidden : new String[] {"runtime", "checked", "error"}) {
        Answer answer = bench.run(KEY, "{x:ask(how:\"%s\")}".formatted(hidden));
        assertThat(answer.error()).isEqualTo("InternalFailure at x: Internal error");
        assertThat(answer.text()).doesNotContain("secret");
      }
      assertThat(called).isEmpty();
    }
  }

  private static Object fail(@Nullable Object how) throws Exception {
    switch (String.valueOf(how)) {
      case "told" -> throw new OperationException("boom", "Nope", Map.of("k", 1), "info");
      case "stage" -> {
        return CompletableFuture.failedFuture(new OperationException("later", null));
      }
      case "runtime" -> throw new IllegalStateException("secret");
      case "checked" -> throw new Exception("secret");
      default -> throw new StackOverflowError("secret");
    }
  }

  @Test
  void whoIsNotWaitedForAnswersNobody() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    CustomCall call =
        a.mutation("ask")
            .handler(
                a.handler
                    .function(
                        context -> {
                          asked.countDown();
                          assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
                          done.countDown();
                          throw new IllegalStateException("nobody hears it");
                        })
                    .async())
            .authorization(allow.publicApiKey());
    try (Bench bench = new Bench(with(call))) {
      assertThat(bench.run(KEY, "mutation{x:ask{success __typename}}").data())
          .isEqualTo("{'x':{'success':true,'__typename':'EventInvocationResponse'}}");
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      goOn.countDown();
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aHandlerThatTakesTooLongIsEnded() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    OperationHandler slow =
        context -> {
          try {
            return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
          } catch (InterruptedException ended) {
            interrupted.countDown();
            throw ended;
          }
        };
    Limits limits = Limits.builder().handlerTimeout(Duration.ofMillis(50)).build();
    try (Bench bench = new Bench(with(query(a.bool(), slow)), builder -> builder.limits(limits))) {
      assertThat(bench.run(KEY, "{x:ask}").error())
          .isEqualTo(
              "Lambda:ExecutionTimeoutException at x: Execution timed out after 0.05 seconds");
      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void handlersThatBlockDoNotHoldUpOtherRequests() {
    CompletableFuture<String> gate = new CompletableFuture<>();
    try (Bench bench = new Bench(with(query(a.string(), context -> gate.get())))) {
      var waiting = bench.backend().execute(DataRequest.of("{x:ask y:ask}"), KEY);

      assertThat(bench.run(KEY, "{listPosts{items{id}}}").errors()).isEmpty();
      assertThat(waiting).isNotDone();
      gate.complete("open");
      assertThat(Answer.of(waiting.join()).data()).isEqualTo("{'x':'open','y':'open'}");
    }
  }

  @Test
  void codeIsRegisteredByName() {
    CustomCall call =
        a.query("ask")
            .returns(a.string())
            .handler(a.handler.function("helper"))
            .authorization(allow.publicApiKey());
    try (Bench bench =
        new Bench(with(call), builder -> builder.handler("helper", context -> "helped"))) {
      assertThat(bench.run(KEY, "{x:ask}").data()).isEqualTo("{'x':'helped'}");
    }
    assertThatThrownBy(() -> new Bench(with(call)))
        .isInstanceOf(UnsupportedSchemaException.class)
        .hasMessageContaining("Operation 'ask'")
        .hasMessageContaining(".handler(\"helper\", ...)");
  }

  private static Arguments result(FieldType type, @Nullable Object given, String json) {
    return Arguments.of(type, given, json, null);
  }

  private static Arguments result(
      FieldType type, @Nullable Object given, String json, String error) {
    return Arguments.of(type, given, json, error);
  }

  private static CustomCall query(FieldType type, OperationHandler handler) {
    return a.query("ask")
        .returns(type)
        .handler(a.handler.function(handler))
        .authorization(allow.publicApiKey());
  }

  private static Schema with(CustomCall... calls) {
    List<SchemaPart> parts = new ArrayList<>(List.of(calls));
    Collections.addAll(
        parts,
        a.model("Post")
            .field("title", a.string())
            .field("comments", a.hasMany("Comment", "postId"))
            .authorization(allow.publicApiKey()),
        a.model("Comment")
            .field("postId", a.id())
            .field("post", a.belongsTo("Post", "postId"))
            .authorization(allow.publicApiKey()),
        a.customType("Spot")
            .field("lat", a.floating().required())
            .field("label", a.string())
            .field("tags", a.string().array()),
        a.enumType("Mood", "GLAD", "SAD"));
    return a.schema(parts.toArray(SchemaPart[]::new));
  }
}
