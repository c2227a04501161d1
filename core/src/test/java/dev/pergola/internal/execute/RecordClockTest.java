package dev.pergola.internal.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordClockTest {

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T12:34:56.789Z,       2024-02-29T12:34:56.789Z",
    "2024-02-29T12:34:56.789999999Z, 2024-02-29T12:34:56.789Z",
    "2024-02-29T12:34:00Z,           2024-02-29T12:34:00.000Z",
    "1969-12-31T23:59:59.999Z,       1969-12-31T23:59:59.999Z",
  })
  void tellsUtcWithMilliseconds(Instant instant, String text) {
    Clock clock = Clock.fixed(instant, ZoneId.of("Asia/Tokyo"));

    assertThat(new RecordClock(clock).now()).isEqualTo(text);
  }

  @Test
  void doesNotFollowTheLocaleOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(new RecordClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).now())
          .isEqualTo("1970-01-01T00:00:00.000Z");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void goesOnWithItsClock() {
    AtomicLong millis = new AtomicLong();
    RecordClock clock =
        new RecordClock(
            new Clock() {
              @Override
              public Instant instant() {
                return Instant.ofEpochMilli(millis.get());
              }

              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }
            });

    assertThat(clock.now()).isEqualTo("1970-01-01T00:00:00.000Z");
    millis.set(1);
    assertThat(clock.now()).isEqualTo("1970-01-01T00:00:00.001Z").isEqualTo(clock.now());
    millis.set(0);
    assertThat(clock.now()).isEqualTo("1970-01-01T00:00:00.000Z");
  }
}
