package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.Schema;
import dev.pergola.handler.OperationException;
import dev.pergola.handler.OperationHandler;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.SubscriptionRefusedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the code of a host gives that JSON cannot say. */
class HandlerJsonTest {

  private static final Object ODD =
      new Object() {
        @Override
        public String toString() {
          return "1],\"injected\":[2";
        }
      };

  static Stream<Object> unfit() {
    return Stream.of(
        ODD,
        Instant.EPOCH,
        UUID.fromString("00000000-0000-0000-0000-000000000001"),
        new Object[] {Instant.EPOCH},
        'c',
        Double.NaN,
        Float.POSITIVE_INFINITY,
        List.of(ODD),
        Map.of("k", List.of(Double.NEGATIVE_INFINITY)),
        Map.of(ODD, 1),
        new Box(ODD),
        Map.of("k", new Box(List.of(ODD))),
        new Box(Map.of(ODD, 1)));
  }

  record Box(Object held) {}

  @ParameterizedTest
  @MethodSource("unfit")
  void anErrorWithoutJsonKeepsItsWordsAndIsLogged(Object data) {
    OperationHandler failing =
        call -> {
          throw new OperationException("m", "T", data, "info");
        };
    try (Bench bench = new Bench(asking(a.string(), failing))) {
      Answer answer = bench.run(KEY, "{ask}");

      assertThat(answer.error()).isEqualTo("T at ask: m");
      DataError error = answer.response().errors().get(0);
      assertThat(error.data()).isNull();
      assertThat(error.errorInfo()).isNull();
      assertThat(error.extensions()).containsOnlyKeys("errorId");
    }
  }

  @Test
  void textOfAClientInAnErrorStaysText() {
    OperationHandler failing =
        call -> {
          throw new OperationException("m", "T", Set.of(call.arguments().get("of")), null);
        };
    try (Bench bench = new Bench(asking(a.string(), failing))) {
      Answer answer =
          bench.run(KEY, "query($of:String){ask(of:$of)}", Map.of("of", "1],\"injected\":[2"));

      assertThat(answer.json().at("/errors/0/data/0").asString()).isEqualTo("1],\"injected\":[2");
      assertThat(answer.json().at("/errors/0").has("injected")).isFalse();
    }
  }

  @Test
  void whoIsRefusedASubscriptionIsToldInJson() {
    Schema schema =
        a.schema(
            a.mutation("say")
                .argument("of", a.string())
                .returns(a.string())
                .handler(a.handler.function(call -> call.arguments().get("of")))
                .authorization(allow.publicApiKey()),
            a.subscription("onSay")
                .on(a.ref("say"))
                .handler(
                    a.handler.function(
                        call -> {
                          throw new OperationException("m", "T", ODD, Map.of("n", 1));
                        }))
                .authorization(allow.publicApiKey()));
    try (Bench bench = new Bench(schema)) {
      CompletionException failure =
          catchThrowableOfType(
              CompletionException.class,
              () ->
                  bench
                      .backend()
                      .subscribe(DataRequest.of("subscription{onSay}"), KEY)
                      .started()
                      .join());

      assertThat(((SubscriptionRefusedException) failure.getCause()).errors())
          .singleElement()
          .satisfies(
              error -> {
                assertThat(error.message()).isEqualTo("m");
                assertThat(error.data()).isNull();
              });
    }
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void aResultWithoutJsonFailsItsFieldOnly(Object result) {
    try (Bench bench = new Bench(asking(a.json(), call -> result))) {
      Answer answer = bench.run(KEY, "mutation{createM(input:{v:\"1\"}){v} change}");

      assertThat(answer.dataBesideErrors()).isEqualTo("{'createM':{'v':'1'},'change':null}");
      assertThat(answer.error()).startsWith("at change: Can't serialize value (/change) : ");
      assertThat(answer.text()).doesNotContain("java.", "injected");
    }
  }

  @Test
  void aResultWithoutJsonIsNullAsItsTypeSays() {
    OperationHandler some = call -> Arrays.asList("a", Instant.EPOCH);
    try (Bench bench = new Bench(asking(a.json().array(), some))) {
      assertThat(bench.run(KEY, "{ask}").dataBesideErrors()).isEqualTo("{'ask':['\\'a\\'',null]}");
    }
    try (Bench bench = new Bench(asking(a.json().required().array(), some))) {
      assertThat(bench.run(KEY, "{__typename ask}").dataBesideErrors())
          .isEqualTo("{'__typename':'Query','ask':null}");
    }
    try (Bench bench = new Bench(asking(a.json().required(), call -> Instant.EPOCH))) {
      assertThat(bench.run(KEY, "{__typename ask}").response().data()).isNull();
    }
  }

  private static Schema asking(FieldType type, OperationHandler handler) {
    return a.schema(
        a.model("M").field("v", a.string()).authorization(allow.publicApiKey()),
        a.query("ask")
            .argument("of", a.string())
            .returns(type)
            .handler(a.handler.function(handler))
            .authorization(allow.publicApiKey()),
        a.mutation("change")
            .returns(type)
            .handler(a.handler.function(handler))
            .authorization(allow.publicApiKey()));
  }
}
