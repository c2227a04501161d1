package dev.pergola.internal.execute;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The time as records keep it: UTC, milliseconds, always the same length (spec: runtime A2). Many
 * writes of a busy backend are of one millisecond, so its text is kept. Safe for many threads.
 */
final class RecordClock {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private volatile Stamp last = Stamp.of(0);

  RecordClock(Clock clock) {
    this.clock = clock;
  }

  String now() {
    long millis = clock.millis();
    Stamp stamp = last;
    if (stamp.millis() != millis) {
      stamp = Stamp.of(millis);
      last = stamp;
    }
    return stamp.text();
  }

  private record Stamp(long millis, String text) {

    static Stamp of(long millis) {
      return new Stamp(millis, FORMAT.format(Instant.ofEpochMilli(millis)));
    }
  }
}
