package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.dsl.Schema;
import dev.pergola.handler.HandlerContext;
import dev.pergola.model.Behavior;
import dev.pergola.request.DataRequest;
import dev.pergola.request.SubscriptionRefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters that the code behind a subscription sets for its subscriber (spec: runtime D). */
class SubscriptionFilterTest {

  private final AtomicReference<Map<String, ?>> filter = new AtomicReference<>(Map.of());
  private final AtomicReference<RuntimeException> thrown = new AtomicReference<>();
  private final Schema schema =
      a.schema(
          a.customType("Alarm")
              .field("place", a.string())
              .field("severity", a.integer())
              .field("tags", a.string().array()),
          a.mutation("raise")
              .argument("place", a.string())
              .argument("severity", a.integer())
              .argument("tags", a.string().array())
              .returns(a.ref("Alarm"))
              .handler(a.handler.function(HandlerContext::arguments))
              .authorization(allow.authenticated()),
          a.mutation("misplaced")
              .returns(a.string())
              .handler(a.handler.function(this::set))
              .authorization(allow.authenticated()),
          a.subscription("onRaise")
              .on(a.ref("raise"))
              .argument("place", a.string())
              .handler(a.handler.function(this::set))
              .authorization(allow.authenticated()));

  @ParameterizedTest
  @MethodSource
  void onlyWhatFulfilsTheFilterIsHeard(Map<String, ?> set, List<Integer> heard)
      throws InterruptedException {
    try (Bench bench = new Bench(schema)) {
      filter.set(set);
      Reader reader = Reader.of(bench, ALICE, "subscription { onRaise { severity } }");
      filter.set(Map.of("severity", Map.of("ge", 0)));
      Reader all = Reader.of(bench, ALICE, "subscription { onRaise { severity } }");

      raiseAll(bench);

      assertHears(all, List.of(1, 5, 7, 9));
      assertHears(reader, heard);
    }
  }

  static Stream<Arguments> onlyWhatFulfilsTheFilterIsHeard() {
    return Stream.of(
        Arguments.of(Map.of("severity", Map.of("ge", 7)), List.of(7, 9)),
        Arguments.of(Map.of("severity", Map.of("between", List.of(5, 7))), List.of(5, 7)),
        Arguments.of(
            Map.of("place", Map.of("beginsWith", "c"), "severity", Map.of("lt", 9)), List.of(1, 7)),
        Arguments.of(
            Map.of(
                "or",
                List.of(
                    Map.of("severity", Map.of("eq", 1)),
                    Map.of("place", Map.of("in", Set.of("roof"))))),
            List.of(1, 5)),
        Arguments.of(Map.of("tags", Map.of("contains", "fire")), List.of(7)),
        Arguments.of(Map.of("place", Map.of("ne", "cellar")), List.of(5)),
        Arguments.of(Map.of("place", Map.of("notIn", new String[] {"cellar"})), List.of(5)));
  }

  @Test
  void whatTheMutationDidNotSelectFulfilsNothing() throws InterruptedException {
    try (Bench bench = new Bench(schema)) {
      filter.set(Map.of("place", Map.of("ne", "roof")));
      Reader reader = Reader.of(bench, ALICE, "subscription { onRaise { severity } }");

      run(bench, "mutation { raise(place: \"cellar\", severity: 1) { severity } }");
      run(bench, "mutation { raise(place: \"cellar\", severity: 2) { severity place } }");

      assertHears(reader, List.of(2));
    }
  }

  @Test
  void argumentsHoldBesideItUnlessAsInTheOriginal() throws InterruptedException {
    filter.set(Map.of("severity", Map.of("ge", 5)));
    String atTheRoof = "subscription { onRaise(place: \"roof\") { severity } }";
    try (Bench safe = new Bench(schema);
        Bench original = new Bench(schema, builder -> builder.behavior(Behavior.APPSYNC))) {
      Reader both = Reader.of(safe, ALICE, atTheRoof);
      Reader filterOnly = Reader.of(original, ALICE, atTheRoof);

      raiseAll(safe);
      raiseAll(original);

      assertHears(both, List.of(5));
      assertHears(filterOnly, List.of(5, 7, 9));
    }
  }

  @Test
  void aMistakeIsToldToTheAuthorAndNotToTheCaller() {
    try (Bench bench = new Bench(schema)) {
      for (Map<String, ?> mistake :
          List.<Map<String, ?>>of(
              Map.of("sevrity", Map.of("ge", 1)),
              Map.of("severity", 1),
              Map.of("severity", Map.of("ne", "1")),
              Map.of("or", List.of()),
              Map.of(),
              Map.of("severity", Map.of("size", 1)),
              Map.of("and", Map.of()),
              Map.of("severity", Map.of("between", List.of(9, 1))))) {
        filter.set(mistake);

        assertThatThrownBy(
                () ->
                    bench
                        .backend()
                        .subscribe(DataRequest.of("subscription { onRaise { severity } }"), ALICE)
                        .started()
                        .join())
            .isInstanceOf(CompletionException.class)
            .cause()
            .isInstanceOfSatisfying(
                SubscriptionRefusedException.class,
                refused ->
                    assertThat(refused.errors().toString())
                        .contains("InternalFailure")
                        .doesNotContain("severity"));
        assertThat(thrown.get())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("Subscription 'onRaise', filter of its handler: ");
      }
    }
  }

  @Test
  void onlySubscriptionsHaveOne() {
    try (Bench bench = new Bench(schema)) {
      assertThat(bench.run(ALICE, "mutation { misplaced }").errors()).hasSize(1);
      assertThat(thrown.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Operation 'misplaced' is a mutation: only a subscription has events to filter.");
    }
  }

  private Object set(HandlerContext call) {
    try {
      call.setSubscriptionFilter(filter.get());
      return null;
    } catch (RuntimeException mistake) {
      thrown.set(mistake);
      throw mistake;
    }
  }

  private static void raiseAll(Bench bench) {
    raise(bench, "cellar", 1, "water");
    raise(bench, "roof", 5, "storm");
    raise(bench, "cellar", 7, "fire");
    raise(bench, "cellar", 9, "flood");
  }

  private static void raise(Bench bench, String place, int severity, String tag) {
    run(
        bench,
        "mutation { raise(place: \"%s\", severity: %d, tags: [\"%s\"]) { place severity tags } }"
            .formatted(place, severity, tag));
  }

  private static void run(Bench bench, String mutation) {
    assertThat(bench.run(ALICE, mutation).errors()).isEmpty();
  }

  /** In this order, and then what is raised last of all, so that nothing else came. */
  private static void assertHears(Reader reader, List<Integer> severities)
      throws InterruptedException {
    for (int severity : severities) {
      assertThat(reader.next()).isEqualTo(Map.of("onRaise", Map.of("severity", severity)));
    }
    assertThat(reader.events).isEmpty();
  }
}
