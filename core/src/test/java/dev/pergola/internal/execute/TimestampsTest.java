package dev.pergola.internal.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.internal.plan.Todos;
import dev.pergola.model.Field;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T12:34:56.789Z,       2024-02-29T12:34:56.789Z",
    "2024-02-29T12:34:56.789999999Z, 2024-02-29T12:34:56.789Z",
    "2024-02-29T12:34:00Z,           2024-02-29T12:34:00.000Z",
    "1969-12-31T23:59:59.999Z,       1969-12-31T23:59:59.999Z",
  })
  void areInUtcWithMilliseconds(Instant instant, String text) {
    Clock clock = Clock.fixed(instant, ZoneId.of("Asia/Tokyo"));

    assertThat(Timestamps.now(clock)).isEqualTo(text);
  }

  @Test
  void doNotFollowTheLocaleOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(Timestamps.now(Clock.fixed(Instant.EPOCH, ZoneId.of("UTC"))))
          .isEqualTo("1970-01-01T00:00:00.000Z");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "createdAt, DATETIME, false, true",
    "updatedAt, STRING,   false, true",
    "createdAt, INTEGER,  false, false",
    "updatedAt, DATETIME, true,  false",
    "changedAt, DATETIME, false, false",
  })
  void areFieldsOfTheseNamesThatCanHoldThem(
      String name, Scalar type, boolean list, boolean timestamp) {
    Field field = new Field(name, 0, type, new Shape(list, false, false), Field.Origin.DECLARED);

    assertThat(Timestamps.isTimestamp(field)).isEqualTo(timestamp);
  }

  @Test
  void aNullIsNotSent() {
    Map<String, Object> input = new HashMap<>(Map.of("id", "1"));
    input.put("title", null);
    input.put("updatedAt", null);

    assertThat(Timestamps.withoutNull(Todos.MODEL, input)).containsOnlyKeys("id", "title");
    assertThat(input).containsOnlyKeys("id", "title", "updatedAt");
  }
}
