package dev.pergola.storage.testkit;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rows hold, as maps that are equal if the rows are: by column name, absent columns left out,
 * numbers that are equal by value made the same.
 */
final class Contents {

  private Contents() {}

  /** Contents given as names and values in turn. */
  static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> contents = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      contents.put(String.valueOf(namesAndValues[i]), normal(namesAndValues[i + 1]));
    }
    return contents;
  }

  static Map<String, @Nullable Object> of(Table table, Row row) {
    Map<String, @Nullable Object> contents = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (row.has(column.position())) {
        contents.put(column.name(), normal(row.value(column)));
      }
    }
    return contents;
  }

  private static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal decimal = Values.decimal(number);
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(normal(element)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put(name, normal(member)));
      return members;
    }
    return value;
  }
}
