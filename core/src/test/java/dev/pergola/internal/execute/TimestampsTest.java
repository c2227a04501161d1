package dev.pergola.internal.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.internal.plan.Todos;
import dev.pergola.model.Field;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

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
