package dev.pergola.conformance.engine;

import dev.pergola.Pergola;
import dev.pergola.PergolaBuilder;
import dev.pergola.auth.Identity;
import dev.pergola.conformance.Stores;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.storage.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A backend on a store in memory, with ids that count and a clock that stands until it is set. */
final class Bench implements AutoCloseable {

  static final Instant NOW = Instant.parse("2024-02-29T12:00:00.123Z");
  static final String NOW_TEXT = "2024-02-29T12:00:00.123Z";

  private final AtomicInteger ids = new AtomicInteger();
  private final SetClock clock = new SetClock();
  private final Pergola backend;

  Bench(Schema schema) {
    this(schema, Stores.fresh(), builder -> builder);
  }

  Bench(Schema schema, Behavior behavior) {
    this(schema, Stores.fresh(), builder -> builder.behavior(behavior));
  }

  Bench(Schema schema, UnaryOperator<PergolaBuilder> settings) {
    this(schema, Stores.fresh(), settings);
  }

  Bench(Schema schema, Store store, UnaryOperator<PergolaBuilder> settings) {
    PergolaBuilder builder =
        Pergola.builder(schema)
            .store(store)
            .authorizationModes(modes -> modes.hostOnly(Mode.API_KEY).hostOnly(Mode.USER_POOL))
            .clock(clock)
            .ids(() -> "id-" + ids.incrementAndGet());
    this.backend = settings.apply(builder).build();
  }

  Pergola backend() {
    return backend;
  }

  /** Lets the time go on. */
  void pass(Duration duration) {
    clock.now = clock.now.plus(duration);
  }

  Answer run(Identity identity, String query) {
    return run(identity, DataRequest.of(query));
  }

  Answer run(Identity identity, String query, Map<String, ? extends @Nullable Object> variables) {
    return run(identity, DataRequest.of(query).withVariables(variables));
  }

  Answer run(Identity identity, DataRequest request) {
    return Answer.of(backend.execute(request, identity).join());
  }

  @Override
  public void close() {
    backend.close();
  }

  private static final class SetClock extends Clock {

    private volatile Instant now = NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
