package dev.pergola.storage;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The size of a row as DynamoDB counts it, so that the same row fits or does not fit on every
 * store.
 */
public final class RowSize {

  private static final int NUMBER_BYTES = 21;
  private static final int CONTAINER_BYTES = 3;

  private RowSize() {}

  /** The bytes of the names and values of the columns that the row has. */
  public static long of(Table table, Row row) {
    long size = 0;
    TextBytes texts = new TextBytes();
    for (Column column : table.columns()) {
      int position = column.position();
      if (row.testText(position, texts) == TextVerdict.PASSED) {
        size += utf8(column.name()) + texts.length;
      } else if (row.has(position)) {
        size += utf8(column.name()) + value(row.value(position));
      }
    }
    return size;
  }

  private static long value(@Nullable Object value) {
    if (value instanceof String text) {
      return utf8(text);
    }
    if (value instanceof BigDecimal decimal) {
      // Two digits a byte and one for sign and exponent; no more than 38 digits fit into DynamoDB's
      // own.
      return Math.max(NUMBER_BYTES, decimal.precision() / 2 + 1L);
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
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A surrogate is half of four bytes.
      bytes += c < 0x80 ? 1 : (c < 0x800 || Character.isSurrogate(c) ? 2 : 3);
    }
    return bytes;
  }

  /** The length of a text that the row keeps as bytes. */
  private static final class TextBytes implements TextTest {

    private int length;

    @Override
    public boolean test(byte[] utf8, int from, int size) {
      length = size;
      return true;
    }
  }
}
