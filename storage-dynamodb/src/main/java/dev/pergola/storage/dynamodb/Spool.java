package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import dev.pergola.storage.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table on their way, in a temporary file that only this user can read and that is gone
 * when it is closed. Written from one end to the other, then read from any place.
 */
final class Spool implements AutoCloseable {

  private final Table table;
  private final FileChannel file;
  private long rows;

  private Spool(Table table, FileChannel file) {
    this.table = table;
    this.file = file;
  }

  static Spool of(Table table) {
    try {
      Path path = Files.createTempFile("pergola-", ".rows");
      return new Spool(
          table,
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw new StoreException(
          "No temporary file could be made for the rows of table '%s'; give java.io.tmpdir room."
              .formatted(table.name()),
          e);
    }
  }

  Table table() {
    return table;
  }

  long rows() {
    return rows;
  }

  synchronized void add(Row row) {
    Map<String, @Nullable Object> contents = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (row.has(column.position())) {
        contents.put(column.name(), row.value(column));
      }
    }
    byte[] bytes = Json.write(contents);
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    buffer.putInt(bytes.length).put(bytes).flip();
    try {
      file.position(file.size());
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    rows++;
  }

  /** The row at a place, or null at the end; the first place is 0. */
  synchronized @Nullable Placed at(long place) {
    try {
      if (place >= file.size()) {
        return null;
      }
      int length = read(place, Integer.BYTES).getInt();
      byte[] bytes = read(place + Integer.BYTES, length).array();
      return new Placed(row(bytes), place + Integer.BYTES + length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ByteBuffer read(long place, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, place + buffer.position()) < 0) {
        throw new IOException("The file ends within a row");
      }
    }
    return buffer.flip();
  }

  private Row row(byte[] bytes) {
    Row.Builder row = Row.builder(table);
    if (Json.read(bytes) instanceof Map<?, ?> contents) {
      for (Column column : table.columns()) {
        if (contents.containsKey(column.name())) {
          row.set(column.position(), contents.get(column.name()));
        }
      }
    }
    return row.build();
  }

  private StoreException failed(IOException e) {
    return new StoreException(
        "The temporary file with the rows of table '%s' failed; give java.io.tmpdir room."
            .formatted(table.name()),
        e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * A row and the place behind it.
   *
   * @param next where the next row is
   */
  record Placed(Row row, long next) {}
}
