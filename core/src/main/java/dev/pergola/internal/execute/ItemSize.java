package dev.pergola.internal.execute;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The size of a row as DynamoDB counts it, so that the same row fits or does not fit on every
 * store.
 */
final class ItemSize {

  private static final int NUMBER_BYTES = 21;
  private static final int CONTAINER_BYTES = 3;

  private ItemSize() {}

  static long of(Table table, Row row) {
    long size = 0;
    for (Column column : table.columns()) {
      if (row.has(column.position())) {
        size += utf8(column.name()) + value(row.value(column.position()));
      }
    }
    return size;
  }

  private static long value(@Nullable Object value) {
    if (value instanceof String text) {
      return utf8(text);
    }
    if (value instanceof Number) {
      return NUMBER_BYTES;
    }
    if (value instanceof List<?> list) {
      return CONTAINER_BYTES + list.stream().mapToLong(element -> 1 + value(element)).sum();
    }
    if (value instanceof Map<?, ?> map) {
      return CONTAINER_BYTES
          + map.entrySet().stream()
              .mapToLong(
                  entry -> 1 + utf8(String.valueOf(entry.getKey())) + value(entry.getValue()))
              .sum();
    }
    return 1;
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
