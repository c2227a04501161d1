package dev.pergola.auth.cognito;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The time of day and the monotonic time, which move only when told. */
final class TestTime extends Clock implements LongSupplier {

  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  // Close to where the monotonic time wraps around: it may start anywhere.
  private static final long FIRST_NANO = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

  private final AtomicLong passed = new AtomicLong();

  void advance(Duration duration) {
    passed.addAndGet(duration.toNanos());
  }

  long epochSecond() {
    return instant().getEpochSecond();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(passed.get());
  }

  @Override
  public long getAsLong() {
    return FIRST_NANO + passed.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
