package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.events.Event;
import dev.pergola.events.EventBus;
import dev.pergola.events.ExpectedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a bus between processes is told to carry, and who hears of what it brings. */
class ExpectedEventsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Post").field("title", a.string()).authorization(allow.publicApiKey()),
          a.model("Quiet").field("title", a.string()).authorization(allow.publicApiKey()),
          a.mutation("ring")
              .returns(a.string())
              .handler(a.handler.function(call -> "low"))
              .authorization(allow.publicApiKey()),
          a.mutation("unheard")
              .returns(a.string())
              .handler(a.handler.function(call -> "low"))
              .authorization(allow.publicApiKey()),
          a.subscription("onRing").on(a.ref("ring")).authorization(allow.publicApiKey()),
          a.subscription("onPost")
              .on(a.ref("Post").mutations(Mutation.CREATE, Mutation.DELETE))
              .authorization(allow.publicApiKey()));

  private final DrivenBus bus = new DrivenBus();

  @Test
  void whatTheAuthorsOwnSubscriptionsHangOnIsExpected() {
    try (Bench bench = new Bench(SCHEMA, builder -> builder.eventBus(bus))) {
      assertThat(bus.expected)
          .containsExactly(new ExpectedEvents(Set.of("ring"), Set.of("createPost", "deletePost")));
    }
  }

  @Test
  void whatWasSelectedWithoutTheRecordReachesTheAuthorsOwnSubscriptionsOnly() throws Exception {
    try (Bench bench = new Bench(SCHEMA, builder -> builder.eventBus(bus))) {
      Reader model = Reader.of(bench, KEY, "subscription{onCreatePost{id title}}");
      Reader own = Reader.of(bench, KEY, "subscription{onPost{id title}}");

      bus.listener.accept(new Event("createPost", null, Map.of("id", "p", "title", "selected")));

      assertThat(own.next()).asString().contains("title=selected");
      assertThat(model.events).isEmpty();
    }
  }

  /** Brings what the test gives it. */
  private static final class DrivenBus implements EventBus {

    final List<ExpectedEvents> expected = new ArrayList<>();
    Consumer<? super Event> listener = event -> {};

    @Override
    public void expect(ExpectedEvents events) {
      expected.add(events);
    }

    @Override
    public void publish(Event event) {}

    @Override
    public void listen(Consumer<? super Event> to) {
      listener = to;
    }
  }
}
